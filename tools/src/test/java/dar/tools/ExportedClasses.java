package dar.tools;

import dar.graph.input.InputNames;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.savedmodel.ModelDescription;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** As {@link ExportedProgram}, but that it tells classes. */
final class ExportedClasses {
  private static final int CLASSES = 3;
  private static final Task TASK = new Task.Classification(CLASSES);

  private ExportedClasses() {}

  static GraphProgram program(long seed) {
    return new GraphProgram(
        new ModelSpec(ExportedProgram.SHAPES, TASK, ExportedProgram.SMALL),
        Configuration.DEFAULT.step(Schedule.constant(ExportedProgram.RATE)),
        seed);
  }

  static void export(GraphProgram program, Path directory) {
    ExportedProgram.export(
        program,
        new ModelDescription(
            "small",
            TASK,
            0,
            CLASSES - 1,
            ExportedProgram.SHAPES,
            Optional.empty(),
            OptionalInt.empty()),
        directory);
  }

  /** The same features, and each class in turn. */
  static HostBatch batch(int size) {
    Map<String, Tensor> inputs = new LinkedHashMap<>(ExportedProgram.batch(size).inputs());
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % CLASSES;
    }
    inputs.put(InputNames.LABELS, TFloat32.vectorOf(labels)).close();
    return new HostBatch(inputs);
  }
}
