package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.variable.Variable;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Writes an export and what it has to answer, for {@code tools/interop/check_savedmodel.py} to
 * judge. Runs with {@code -Ddar.interop.out=FOLDER} only, where FOLDER holds neither yet.
 */
class SavedModelForPythonTest {
  private static final String OUT = "dar.interop.out";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void writesWhatPythonJudges() throws IOException {
    String out = System.getProperty(OUT, "");
    assumeTrue(!out.isEmpty(), "no folder to write to: give -D" + OUT + "=FOLDER");
    Path folder = Path.of(out);
    ObjectNode expected = MAPPER.createObjectNode();
    try (GraphProgram program = ExportedProgram.program(4);
        HostBatch training = ExportedProgram.batch(16)) {
      program.step(training);
      ExportedProgram.export(program, folder.resolve("model/1"));
      for (Variable<?> variable : program.variables()) {
        expected
            .withArray(variable.trainable() ? "trainable_variables" : "other_variables")
            .add(variable.name());
      }
      for (int size : new int[] {1, 3, 64}) {
        try (HostBatch batch = ExportedProgram.complete(size)) {
          ObjectNode prediction = expected.withArray("predictions").addObject();
          ObjectNode inputs = prediction.putObject("inputs");
          batch.inputs().forEach((name, tensor) -> put(inputs, name, tensor));
          put(prediction, "output", program.predict(batch.inputs()), size);
        }
      }
      ObjectNode train = expected.putObject("train");
      training.inputs().forEach((name, tensor) -> put(train, name, tensor));
    }
    Path file = folder.resolve("expected.json");
    Files.writeString(file, MAPPER.writeValueAsString(expected));
    assertThat(file).isNotEmptyFile();
  }

  private static void put(ObjectNode node, String name, Tensor tensor) {
    if (tensor instanceof TBool flags) {
      byte[] values = new byte[(int) flags.size()];
      flags.asRawTensor().data().read(values);
      node.putObject(name)
          .put("dtype", "bool")
          .put("values", values)
          .set("shape", MAPPER.valueToTree(flags.shape().asArray()));
    } else {
      float[] values = new float[(int) ((TFloat32) tensor).size()];
      ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
      put(node, name, values, tensor.shape().asArray());
    }
  }

  private static void put(ObjectNode node, String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    node.putObject(name)
        .put("dtype", "float32")
        .put("values", bytes.array()) // base64
        .set("shape", MAPPER.valueToTree(shape));
  }
}
