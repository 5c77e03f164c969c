package dar.graph.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.graph.Built;
import dar.graph.input.BertShape;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The same weights and batch give what Hugging Face's BertModel gives, gradients included. */
class BertAgreementTest {
  private static final String FRESH = "dar.bert.fixture";

  @Test
  void smallModelAgrees() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("bert-small.json")) {
      compare(new ObjectMapper().readTree(in));
    }
  }

  @Test
  void freshModelAgrees() throws IOException {
    String file = System.getProperty(FRESH);
    assumeTrue(
        file != null,
        "no -D" + FRESH + ": tools/interop/check-bert.sh makes it where transformers is at hand");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      compare(new ObjectMapper().readTree(in));
    }
  }

  private static void compare(JsonNode peer) {
    BertShape shape = shape(peer.get("shape"));
    try (Built built = new Built()) {
      GradientTape tape = GradientTape.of(built.tf());
      Ops tf = tape.ops();
      Variables vars = built.vars().scope("bert");
      Bert bert = Bert.create(vars, shape, true);
      Operand<TFloat32> hidden =
          bert.call(
              tf,
              integers(tf, peer.get("ids")),
              integers(tf, peer.get("mask")),
              DropoutNoise.none());
      Operand<TFloat32> weighted = tf.math.mul(hidden, floats(tf, peer.get("factors")));
      Operand<TFloat32> loss =
          tf.reduceSum(tf.reshape(weighted, tf.constant(new int[] {-1})), tf.constant(0));
      List<Parameter> parameters = vars.parameters();
      List<Operand<TFloat32>> fetched = new ArrayList<>();
      fetched.add(hidden);
      fetched.addAll(tape.gradient(loss, parameters.stream().map(Parameter::value).toList()));

      float[][] ours =
          built.values(assigned(tf, parameters, peer.get("weights")), Map.of(), fetched);
      assertClose("hidden", ours[0], floats(peer.get("hidden")), 1e-5, 1);
      // The key biases have no gradient but rounding, for softmax is blind to them.
      double largest = 0;
      for (JsonNode gradient : peer.get("gradients")) {
        largest = Math.max(largest, largest(floats(gradient)));
      }
      for (int i = 0; i < parameters.size(); i++) {
        String name = relative(parameters.get(i));
        float[] expected = floats(peer.get("gradients").get(name));
        assertClose(name, ours[i + 1], expected, 1e-4, 1e-3 * largest);
      }
    }
  }

  private static List<Op> assigned(Ops tf, List<Parameter> parameters, JsonNode weights) {
    assertThat(parameters).hasSize(weights.size());
    return parameters.stream()
        .<Op>map(
            p -> tf.assignVariableOp(p.variable().handle(), floats(tf, weights.get(relative(p)))))
        .toList();
  }

  private static String relative(Parameter parameter) {
    return parameter.variable().name().substring("bert/".length());
  }

  private static BertShape shape(JsonNode size) {
    return new BertShape(
        size.get("vocabulary").asInt(),
        size.get("width").asInt(),
        size.get("layers").asInt(),
        size.get("heads").asInt(),
        size.get("feed_forward").asInt(),
        size.get("positions").asInt(),
        size.get("types").asInt(),
        size.get("epsilon").asDouble());
  }

  private static Operand<TInt32> integers(Ops tf, JsonNode array) {
    ByteBuffer bytes = bytes(array);
    int[] values = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return tf.constant(size(array), DataBuffers.of(values));
  }

  private static Operand<TFloat32> floats(Ops tf, JsonNode array) {
    return tf.constant(size(array), DataBuffers.of(floats(array)));
  }

  private static float[] floats(JsonNode array) {
    ByteBuffer bytes = bytes(array);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(JsonNode array) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(array.get("data").asText()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Shape size(JsonNode array) {
    long[] size = new long[array.get("shape").size()];
    for (int i = 0; i < size.length; i++) {
      size[i] = array.get("shape").get(i).asLong();
    }
    return Shape.of(size);
  }

  /** Relative to the largest element: single elements may be nothing but rounding. */
  private static void assertClose(
      String name, float[] actual, float[] expected, double relative, double floor) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    float[] difference = new float[actual.length];
    for (int i = 0; i < actual.length; i++) {
      difference[i] = actual[i] - expected[i];
    }
    assertThat(largest(difference) / Math.max(floor, largest(expected)))
        .as(name)
        .isLessThan(relative);
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
