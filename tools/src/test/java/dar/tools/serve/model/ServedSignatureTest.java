package dar.tools.serve.model;

import static dar.tools.serve.model.Requests.floats;
import static dar.tools.serve.model.Requests.info;
import static dar.tools.serve.model.Requests.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/** Requests against a signature x [B, 2], z [B] to y [B]. */
class ServedSignatureTest {
  private static final int LIMIT = 64;

  private static final ServedSignature SIGNATURE =
      ServedSignature.of(
          "s",
          SignatureDef.newBuilder()
              .putInputs("x", info(DataType.DT_FLOAT, -1, 2))
              .putInputs("z", info(DataType.DT_STRING, -1))
              .putOutputs("y", info(DataType.DT_FLOAT, -1))
              .build());

  private static final TensorProto Z = strings(1, "a");

  @Test
  void valuesComeInAnyForm() {
    TensorProto x = floats(shape(2, 2), 1, 2, 3, 4);
    assertThat(values(x)).containsExactly(1, 2, 3, 4);
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    assertThat(
            values(
                x.toBuilder()
                    .clearFloatVal()
                    .setTensorContent(ByteString.copyFrom(bytes.array()))
                    .build()))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void theLastValueStandsForTheRest() {
    assertThat(values(floats(shape(2, 2), 1, 2))).containsExactly(1, 2, 2, 2);
    assertThat(values(floats(shape(2, 2)))).containsExactly(0, 0, 0, 0);
  }

  private static float[] values(TensorProto x) {
    Call call = SIGNATURE.check(Map.of("x", x, "z", strings(2, "a", "b")), LIMIT);
    ByteBuffer copy = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    call.inputs().get("x").copy(0, 4, copy);
    float[] values = new float[4];
    copy.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @Test
  void namesAreTensorFlowServings() {
    refuses(
        Map.of("x", floats(shape(1, 2), 1, 2), "w", Z, "v", Z),
        Status.Code.INVALID_ARGUMENT,
        "input size does not match signature: 3!=2 len({v,w,x}) != len({x,z})."
            + " Sent extra: {v,w}. Missing but required: {z}.");
  }

  @Test
  void otherTensorsAreRefused() {
    refusesX(TensorProto.getDefaultInstance(), "x: expected DT_FLOAT, found DT_INVALID");
    refusesX(floats(shape(1, 3), 1, 2, 3), "x: expected shape [?, 2], found [1, 3]");
    refusesX(floats(shape(2), 1, 2), "x: expected shape [?, 2], found [2]");
    refusesX(floats(shape(-1, 2), 1, 2), "x: expected shape [?, 2], found [-1, 2]");
    refusesX(floats(shape(1, 2), 1, 2, 3), "x: expected 2 values, found 3");
    refusesX(floats(shape(0, 2)), "z: expected a batch of 0 as in x, found 1");
    refusesX(floats(shape(3, 2), 1), "z: expected a batch of 3 as in x, found 1");
    refusesX(
        floats(shape(1, 2)).toBuilder().setTensorContent(ByteString.copyFrom(new byte[9])).build(),
        "x: expected 8 bytes, found 9");
    refuses(
        Map.of("x", floats(shape(1, 2), 1, 2), "z", strings(1)),
        Status.Code.INVALID_ARGUMENT,
        "z: expected 1 strings, found 0");
  }

  @Test
  void noSampleIsARequestOfItsOwn() {
    Call call = SIGNATURE.check(Map.of("x", floats(shape(0, 2)), "z", strings(0)), 64);
    assertThat(call.signature().batched()).isFalse();
    assertThat(call.pieces(4, 0)).hasSize(1);
  }

  /** A few bytes may stand for many zeros. */
  @Test
  void memoryIsBounded() {
    for (long rows : new long[] {9, 1L << 40, Long.MAX_VALUE}) {
      refuses(
          Map.of("x", floats(shape(rows, 2), 1), "z", Z),
          Status.Code.RESOURCE_EXHAUSTED,
          "x: expected at most 64 bytes, found shape [%d, 2]".formatted(rows));
    }
  }

  @Test
  void onlyOpenBatchesAreJoined() {
    assertThat(SIGNATURE.batched()).isTrue();
    assertThat(
            ServedSignature.of(
                    "loss",
                    SignatureDef.newBuilder()
                        .putInputs("x", info(DataType.DT_FLOAT, -1, 2))
                        .putOutputs("loss", info(DataType.DT_FLOAT))
                        .build())
                .batched())
        .isFalse();
  }

  private static void refusesX(TensorProto x, String message) {
    refuses(Map.of("x", x, "z", Z), Status.Code.INVALID_ARGUMENT, message);
  }

  private static void refuses(Map<String, TensorProto> inputs, Status.Code code, String message) {
    assertThatThrownBy(() -> SIGNATURE.check(inputs, LIMIT))
        .hasMessage(message)
        .isInstanceOfSatisfying(ServingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static TensorProto strings(long size, String... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_STRING).setTensorShape(shape(size));
    for (String value : values) {
      tensor.addStringVal(ByteString.copyFromUtf8(value));
    }
    return tensor.build();
  }
}
