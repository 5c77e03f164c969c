package dar.tools;

import dar.graph.input.Hyperparameters;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.savedmodel.Exporter;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.TrainedGraph;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** A small program with the real alternating step, what it is fed, and its export. */
final class ExportedProgram {
  static final Map<Modality, ModalityShape> SHAPES =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(7, 12),
          Modality.VISUAL, new ModalityShape(9, 5),
          Modality.ACOUSTIC, new ModalityShape(8, 4));

  static final Task TASK = new Task.Regression();
  static final Hyperparameters SMALL = new Hyperparameters(4, 16, 2, 24, 2, 1, 6, 0.1);
  static final double RATE = 2e-3;

  private ExportedProgram() {}

  /** The seed decides the first values of the variables; dropout is always the same. */
  static GraphProgram program(long seed) {
    return new GraphProgram(
        new ModelSpec(SHAPES, TASK, SMALL),
        Configuration.DEFAULT.step(Schedule.constant(RATE)),
        seed);
  }

  static ModelDescription description() {
    return new ModelDescription(
        "small", TASK, -3, 3, SHAPES, Optional.empty(), OptionalInt.of(SMALL.steps()));
  }

  static void export(GraphProgram program, Path directory) {
    export(program, description(), directory);
  }

  static void export(GraphProgram program, ModelDescription description, Path directory) {
    try (HostBatch samples = complete(3)) {
      Exporter.export(
          new TrainedGraph(
              program.graph(), program.session(), program.variables(), program.endpoints()),
          description,
          Optional.empty(),
          samples.inputs(),
          directory);
    }
  }

  /** Gaussian features and labels that the size decides; about a third of the steps are erased. */
  static HostBatch batch(int size) {
    Random random = new Random(size);
    Map<String, Tensor> inputs = new LinkedHashMap<>(features(random, size));
    for (Modality m : Modality.values()) {
      inputs.put(InputNames.keep(m), keep(random, size, SHAPES.get(m).length()));
    }
    inputs.put(InputNames.LABELS, gaussian(random, size));
    return new HostBatch(inputs);
  }

  /** The same features alone. */
  static HostBatch complete(int size) {
    return new HostBatch(features(new Random(size), size));
  }

  private static Map<String, Tensor> features(Random random, int size) {
    Map<String, Tensor> features = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      features.put(m.key(), gaussian(random, size, SHAPES.get(m).length(), SHAPES.get(m).width()));
    }
    return features;
  }

  static TFloat32 gaussian(Random random, long... shape) {
    Shape size = Shape.of(shape);
    float[] values = new float[(int) size.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return TFloat32.tensorOf(size, DataBuffers.of(values));
  }

  static TBool keep(Random random, int size, int length) {
    boolean[] values = new boolean[size * length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() > 0.3;
    }
    return TBool.tensorOf(
        NdArrays.wrap(Shape.of(size, length), DataBuffers.of(values, true, false)));
  }
}
