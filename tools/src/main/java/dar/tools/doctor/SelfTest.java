package dar.tools.doctor;

import dar.graph.input.Hyperparameters;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** A few updates of a small model, whose loss is known. */
final class SelfTest {
  private static final int SAMPLES = 4;
  private static final int UPDATES = 3;
  private static final double LOSS = 1.78637; // before the last update, on a CPU
  private static final double TOLERANCE = 5e-3; // GPUs may multiply with 10 bits of fraction
  private static final ModalityShape SHAPE = new ModalityShape(6, 5);
  private static final double NANOS_PER_SECOND = 1e9;

  private SelfTest() {}

  static List<Finding> look() {
    long start = System.nanoTime();
    double loss = loss();
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    String found =
        String.format(
            Locale.ROOT,
            "%.5f is the loss of update %d, expected %.5f; %.1f s with building",
            loss,
            UPDATES,
            LOSS,
            seconds);
    return List.of(
        Math.abs(loss - LOSS) <= TOLERANCE * LOSS
            ? Finding.ok("self-test", found)
            : Finding.broken(
                "self-test", found, "this build computes other numbers; please report it"));
  }

  static double loss() {
    ModelSpec spec =
        new ModelSpec(
            Modality.each(m -> SHAPE),
            new Task.Regression(),
            new Hyperparameters(3, 8, 2, 12, 1, 1, 4, 0));
    try (GraphProgram program =
            new GraphProgram(spec, Configuration.DEFAULT.step(Schedule.constant(1e-3)), 1);
        HostBatch batch = batch()) {
      float loss = 0;
      for (int i = 0; i < UPDATES; i++) {
        loss = program.step(batch).get("loss");
      }
      return loss;
    }
  }

  /** Waves; every third step is erased. */
  private static HostBatch batch() {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    int steps = SAMPLES * SHAPE.length();
    boolean[] keep = new boolean[steps];
    for (int i = 0; i < steps; i++) {
      keep[i] = i % 3 > 0;
    }
    for (Modality m : Modality.values()) {
      inputs.put(m.key(), wave(1 + inputs.size(), SAMPLES, SHAPE.length(), SHAPE.width()));
      inputs.put(
          InputNames.keep(m),
          TBool.tensorOf(
              NdArrays.wrap(Shape.of(SAMPLES, SHAPE.length()), DataBuffers.of(keep, true, false))));
    }
    inputs.put(InputNames.LABELS, wave(1 + inputs.size(), SAMPLES));
    return new HostBatch(inputs);
  }

  private static TFloat32 wave(int frequency, long... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) StrictMath.sin(frequency * (i + 1));
    }
    return TFloat32.tensorOf(shape, DataBuffers.of(values));
  }
}
