package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dar.graph.FloatValues;
import dar.graph.variable.Variable;
import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import tensorflow.serving.Classification;
import tensorflow.serving.InputOuterClass;
import tensorflow.serving.Model;
import tensorflow.serving.Predict;
import tensorflow.serving.PredictionLogOuterClass;
import tensorflow.serving.RegressionOuterClass;

/**
 * Writes exports and what they have to answer, for {@code tools/interop/check_savedmodel.py} and
 * {@code check_export.py} to judge. Runs with {@code -Ddar.interop.out=FOLDER} only, where FOLDER
 * holds none yet.
 */
class SavedModelForPythonTest {
  private static final String OUT = "dar.interop.out";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aModelOfVectors() throws IOException {
    write(
        "vectors",
        () -> ExportedProgram.program(4),
        ExportedProgram::batch,
        ExportedProgram::complete,
        ExportedProgram::export);
  }

  @Test
  void aModelOfClasses() throws IOException {
    write(
        "classes",
        () -> ExportedClasses.program(4),
        ExportedClasses::batch,
        ExportedProgram::complete,
        ExportedClasses::export);
  }

  @Test
  void aModelWithAFrozenBert() throws IOException {
    writeSentences("frozen", false);
  }

  @Test
  void aModelWithAFineTunedBert() throws IOException {
    writeSentences("fine-tuned", true);
  }

  private static void writeSentences(String name, boolean fineTuned) throws IOException {
    write(
        name,
        () -> ExportedSentences.program(fineTuned, 4),
        ExportedSentences::batch,
        ExportedSentences::complete,
        ExportedSentences::export);
  }

  private static void write(
      String name,
      Supplier<GraphProgram> made,
      IntFunction<HostBatch> batch,
      IntFunction<HostBatch> complete,
      BiConsumer<GraphProgram, Path> export)
      throws IOException {
    String out = System.getProperty(OUT, "");
    assumeTrue(!out.isEmpty(), "no folder to write to: give -D" + OUT + "=FOLDER");
    Path folder = Path.of(out).resolve(name);
    ObjectNode expected = MAPPER.createObjectNode();
    try (GraphProgram program = made.get();
        HostBatch training = batch.apply(16)) {
      program.step(training);
      export.accept(program, folder.resolve("model/1"));
      try (LoadedModel whole = LoadedModel.load(folder.resolve("model/1"))) {
        whole.exportSlim(folder.resolve("slim/1"));
      }
      for (Variable<?> variable : program.variables()) {
        expected
            .withArray(variable.trainable() ? "trainable_variables" : "other_variables")
            .add(variable.name());
      }
      for (int size : new int[] {1, 3, 64}) {
        try (HostBatch features = complete.apply(size)) {
          ObjectNode prediction = expected.withArray("predictions").addObject();
          ObjectNode inputs = prediction.putObject("inputs");
          features.inputs().forEach((input, tensor) -> put(inputs, input, tensor));
          float[] output = program.predict(features.inputs());
          long classes = output.length / size;
          put(
              prediction,
              "output",
              output,
              classes == 1 ? new long[] {size} : new long[] {size, classes});
        }
      }
      ObjectNode train = expected.putObject("train");
      training.inputs().forEach((input, tensor) -> put(train, input, tensor));
    }
    Files.write(folder.resolve("serving.desc"), messages().toByteArray());
    Path file = folder.resolve("expected.json");
    Files.writeString(file, MAPPER.writeValueAsString(expected));
    assertThat(file).isNotEmptyFile();
  }

  /** TensorFlow Serving's messages, for whoever reads the requests of a warm-up. */
  private static FileDescriptorSet messages() {
    return FileDescriptorSet.newBuilder()
        .addFile(Model.getDescriptor().toProto())
        .addFile(InputOuterClass.getDescriptor().toProto())
        .addFile(Classification.getDescriptor().toProto())
        .addFile(RegressionOuterClass.getDescriptor().toProto())
        .addFile(Predict.getDescriptor().toProto())
        .addFile(PredictionLogOuterClass.getDescriptor().toProto())
        .build();
  }

  private static void put(ObjectNode node, String name, Tensor tensor) {
    long[] shape = tensor.shape().asArray();
    if (tensor instanceof TBool flags) {
      byte[] values = new byte[(int) flags.size()];
      flags.asRawTensor().data().read(values);
      put(node, name, "bool", values, shape);
    } else if (tensor instanceof TInt32 tokens) {
      int[] values = new int[(int) tokens.size()];
      tokens.asRawTensor().data().asInts().read(values);
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asIntBuffer().put(values);
      put(node, name, "int32", bytes.array(), shape);
    } else {
      put(node, name, FloatValues.of((TFloat32) tensor), shape);
    }
  }

  private static void put(ObjectNode node, String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    put(node, name, "float32", bytes.array(), shape);
  }

  private static void put(ObjectNode node, String name, String type, byte[] values, long... shape) {
    node.putObject(name)
        .put("dtype", type)
        .put("values", values) // base64
        .set("shape", MAPPER.valueToTree(shape));
  }
}
