package dar.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.variable.Variable;
import dar.training.bundle.Bundle;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Checkpoints as Python writes them of an export, and damaged ones. */
class WeightsTest {
  private static final String KERNEL = "align/visual/features/kernel";
  private static final ModelSpec SPEC = spec(4);

  @TempDir static Path shared;
  @TempDir Path folder;

  private static GraphProgram source;
  private static GraphProgram target;
  private static Path original;
  private static Path others;

  private Path prefix;

  private static ModelSpec spec(int width) {
    return new ModelSpec(
        Map.of(Modality.VISUAL, new ModalityShape(3, width)),
        new Task.Regression(),
        new Hyperparameters(2, 4, 1, 4, 1, 1, 2, 0));
  }

  private static GraphProgram program(ModelSpec spec, long seed) {
    return new GraphProgram(spec, Configuration.DEFAULT.step(Schedule.constant(1e-3)), seed);
  }

  @BeforeAll
  static void build() {
    source = program(SPEC, 1);
    target = program(SPEC, 2);
    original = shared.resolve("original");
    others = shared.resolve("others");
    source.save(original, Program.Part.TRAINED);
    target.save(others, Program.Part.TRAINED);
  }

  @AfterAll
  static void close() {
    source.close();
    target.close();
  }

  @BeforeEach
  void begin() {
    target.restore(others);
    prefix = folder.resolve("checkpoint");
  }

  /** {@code tf.raw_ops.SaveV2} and {@code tf.compat.v1.train.Saver} keep the names. */
  @Test
  void namesOfTheModel() {
    assertThat(prediction(target)).isNotEqualTo(prediction(source));
    new Weights(original).giveTo(target, SPEC);
    assertThat(prediction(target)).isEqualTo(prediction(source));
  }

  /** {@code tf.train.Checkpoint(model=...)} names the way to a variable and keeps a counter. */
  @Test
  void namesOfObjects() {
    TrackableObjectGraph.Builder graph = TrackableObjectGraph.newBuilder();
    Map<String, String> keys = new LinkedHashMap<>();
    for (Variable<?> variable : source.variables()) {
      String key = "model/variables/%d/.ATTRIBUTES/VARIABLE_VALUE".formatted(keys.size());
      keys.put(variable.name(), key);
      graph.addNodes(
          TrackableObject.newBuilder()
              .addAttributes(
                  TrackableObject.SerializedTensor.newBuilder()
                      .setName("VARIABLE_VALUE")
                      .setFullName(variable.name())
                      .setCheckpointKey(key)));
    }
    write(keys, Map.of("_CHECKPOINTABLE_OBJECT_GRAPH", string(graph.build().toByteArray())));
    new Weights(prefix).giveTo(target, SPEC);
    assertThat(prediction(target)).isEqualTo(prediction(source));
  }

  /** Counts and the optimiser's variables are taken with the others. */
  @Test
  void allIsTaken() {
    write(Map.of(), Map.of("step", TInt64.scalarOf(41)));
    new Weights(prefix).giveTo(target, SPEC);
    Path again = folder.resolve("again");
    target.save(again, Program.Part.TRAINED);
    try (Bundle bundle = Bundle.open(again)) {
      assertThat(bundle.read("step", TInt64.class, TInt64::getLong)).contains(41L);
    }
  }

  @Test
  void whatTrainingDoesNotMoveMayBeAbsent() {
    Map<String, String> trainable = new LinkedHashMap<>();
    source.variables().stream()
        .filter(Variable::trainable)
        .forEach(variable -> trainable.put(variable.name(), variable.name()));
    assertThat(trainable).hasSizeLessThan(source.variables().size());
    writeOnly(trainable);
    new Weights(prefix).giveTo(target, SPEC);
    assertThat(prediction(target)).isEqualTo(prediction(source));
  }

  @Test
  void whatTrainingMovesMustBeThere() {
    writeOnly(Map.of(KERNEL, KERNEL));
    refused("expected align/language/features/kernel, ", " and ", " more, found none");
  }

  @Test
  void otherShapesTypesAndNumbers() {
    write(Map.of(), Map.of(KERNEL, TFloat32.vectorOf(1, 2)));
    refused(KERNEL + ": expected shape [3, 4, 4], found [2]");
    write(Map.of(), Map.of(KERNEL, TInt64.scalarOf(1)));
    refused(KERNEL + ": expected float32 values, found ");
    float[] values = new float[48];
    values[7] = Float.NaN;
    write(Map.of(), Map.of(KERNEL, TFloat32.tensorOf(Shape.of(3, 4, 4), DataBuffers.of(values))));
    refused(KERNEL + ": expected finite numbers, found NaN");
    prefix = folder.resolve("none");
    refused("expected a checkpoint with the file %s.index, found none".formatted(prefix));
  }

  /** What was put in place of a run's own checkpoint. */
  @Test
  void aCheckpointOfAnotherModel() {
    Path best = folder.resolve("best").resolve("variables");
    prefix = best;
    write(Map.of(), Map.of(KERNEL, TFloat32.vectorOf(1, 2)));
    assertThatThrownBy(() -> new Checkpoints(folder).restore(Checkpoints.BEST, target))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(best + ": expected a checkpoint of this model, found ")
        .message()
        .hasLineCount(1);
  }

  private void refused(String... parts) {
    float[] before = prediction(target);
    assertThatThrownBy(() -> new Weights(prefix).giveTo(target, SPEC))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(prefix + ": ")
        .hasMessageContainingAll(parts)
        .message()
        .hasLineCount(1);
    assertThat(prediction(target)).isEqualTo(before);
  }

  private static float[] prediction(GraphProgram program) {
    float[] values = new float[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    try (TFloat32 visual = TFloat32.tensorOf(Shape.of(2, 3, 4), DataBuffers.of(values));
        TFloat32 absent = TFloat32.tensorOf(Shape.of(2, 1, 1), DataBuffers.of(new float[2]))) {
      return program.predict(Map.of("visual", visual, "language", absent, "acoustic", absent));
    }
  }

  private static TString string(byte[] bytes) {
    return TString.tensorOfBytes(NdArrays.scalarOfObject(bytes));
  }

  /** Writes the variables of the source under other keys, and others in place of some. */
  private void write(Map<String, String> keys, Map<String, Tensor> others) {
    Map<String, String> all = new LinkedHashMap<>();
    source.variables().forEach(v -> all.put(v.name(), keys.getOrDefault(v.name(), v.name())));
    save(all, others);
  }

  private void writeOnly(Map<String, String> keys) {
    save(keys, Map.of());
  }

  private void save(Map<String, String> keys, Map<String, Tensor> others) {
    try (EagerSession session = EagerSession.create();
        Bundle bundle = Bundle.open(original)) {
      Ops tf = Ops.create(session);
      List<String> names = new ArrayList<>();
      List<Operand<?>> values = new ArrayList<>();
      for (Variable<?> variable : source.variables()) {
        if (keys.containsKey(variable.name()) && !others.containsKey(variable.name())) {
          names.add(keys.get(variable.name()));
          values.add(constant(tf, bundle, variable));
        }
      }
      others.forEach(
          (name, tensor) -> {
            names.add(name);
            values.add(tf.constantOf((TType) tensor));
          });
      tf.train.save(
          tf.constant(prefix.toString()),
          tf.array(names.toArray(String[]::new)),
          tf.array(names.stream().map(name -> "").toArray(String[]::new)),
          values);
    }
  }

  private static <T extends TType> Operand<T> constant(
      Ops tf, Bundle bundle, Variable<T> variable) {
    return bundle.read(variable.name(), variable.type(), tf::constantOf).orElseThrow();
  }
}
