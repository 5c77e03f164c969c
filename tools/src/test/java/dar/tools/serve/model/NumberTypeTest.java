package dar.tools.serve.model;

import static dar.tools.serve.model.Requests.info;
import static dar.tools.serve.model.Requests.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/** Two numbers of each type, in a message's field and as TensorFlow has them in memory. */
class NumberTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DT_FLOAT    | float_val: [1, -2.5]        | 0000803f000020c0",
        "DT_DOUBLE   | double_val: [1, -2.5]       | 000000000000f03f00000000000004c0",
        "DT_INT32    | int_val: [1, -2]            | 01000000feffffff",
        "DT_INT64    | int64_val: [1, -2]          | 0100000000000000feffffffffffffff",
        "DT_UINT8    | int_val: [1, 254]           | 01fe",
        "DT_UINT16   | int_val: [1, 65534]         | 0100feff",
        "DT_HALF     | half_val: [15360, 49408]    | 003c00c1",
        "DT_BFLOAT16 | half_val: [16256, 49184]    | 803f20c0",
        "DT_BOOL     | bool_val: [true, false]     | 0100",
      })
  void comeAndGo(DataType type, String field, String memory) throws Exception {
    TensorProto.Builder empty = TensorProto.newBuilder().setDtype(type).setTensorShape(shape(2));
    TensorProto inField =
        TextFormat.parse(field, TensorProto.class).toBuilder().mergeFrom(empty.build()).build();
    byte[] bytes = BaseEncoding.base16().lowerCase().decode(memory);
    TensorProto asContent = empty.setTensorContent(ByteString.copyFrom(bytes)).build();
    ServedSignature signature =
        ServedSignature.of(
            "s",
            SignatureDef.newBuilder()
                .putInputs("x", info(type, -1))
                .putOutputs("x", info(type, -1))
                .build());
    for (TensorProto given : List.of(inField, asContent)) {
      List<Piece> batch = signature.check(Map.of("x", given), bytes.length).pieces(2, 0);
      try (Feeds feeds = Feeds.of(batch)) {
        Tensor x = feeds.tensors().get("x");
        byte[] found = new byte[bytes.length];
        x.asRawTensor().data().read(found);
        assertThat(found).isEqualTo(bytes);
        assertThat(Fetched.of(batch, List.of(x))).containsExactly(Map.of("x", inField));
      }
    }
  }
}
