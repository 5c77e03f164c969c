package dar.tools.serve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import dar.tools.serve.json.PredictRequest.Form;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.TensorShapeProto.Dim;
import tensorflow.serving.ClassificationResult;
import tensorflow.serving.Classifications;
import tensorflow.serving.Regression;
import tensorflow.serving.RegressionResult;

/** The forms of answers, by the cases that TensorFlow Serving's own tests of JSON have. */
class JsonAnswerTest {
  /** Tensors told as columns. */
  private static Map<String, TensorProto> tensors(String json, Map<String, DataType> types) {
    return PredictRequest.read(
            JsonBody.of("{\"inputs\": %s}".formatted(json).getBytes(UTF_8)), types, Set.of())
        .inputs();
  }

  private static String row(Map<String, TensorProto> outputs) {
    return new String(JsonAnswer.prediction(Form.ROW, outputs), UTF_8);
  }

  private static String column(Map<String, TensorProto> outputs) {
    return new String(JsonAnswer.prediction(Form.COLUMN, outputs), UTF_8);
  }

  @Test
  void oneTensorHasNoName() {
    Map<String, TensorProto> lists =
        tensors(
            "[[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 0], [1, 2]]]", Map.of("i", DataType.DT_INT32));
    assertThat(row(lists)).isEqualTo("{\"predictions\":[[[1,2],[3,4],[5,6]],[[7,8],[9,0],[1,2]]]}");
    assertThat(column(lists)).isEqualTo("{\"outputs\":[[[1,2],[3,4],[5,6]],[[7,8],[9,0],[1,2]]]}");
    Map<String, TensorProto> scalars = tensors("[1, 2, 3, 4, 5]", Map.of("i", DataType.DT_INT32));
    assertThat(row(scalars)).isEqualTo("{\"predictions\":[1,2,3,4,5]}");
    assertThat(column(scalars)).isEqualTo("{\"outputs\":[1,2,3,4,5]}");
    assertThat(column(tensors("0.5", Map.of("loss", DataType.DT_FLOAT))))
        .isEqualTo("{\"outputs\":0.5}");
  }

  @Test
  void severalTensorsAreNamed() {
    Map<String, TensorProto> outputs =
        tensors(
            """
            {"int_tensor": [[[1,2]], [[7,8]]],
             "str_tensor": [["foo", "bar"], ["baz", "bat"]],
             "double_scalar_tensor": [8.0, 9.0],
             "float_tensor": [[1.0], [NaN]],
             "str_tensor_bytes": [["hello"], ["world"]]}
            """,
            ImmutableMap.of(
                "int_tensor", DataType.DT_INT32,
                "str_tensor", DataType.DT_STRING,
                "double_scalar_tensor", DataType.DT_DOUBLE,
                "float_tensor", DataType.DT_FLOAT,
                "str_tensor_bytes", DataType.DT_STRING));
    assertThat(row(outputs))
        .isEqualTo(
            "{\"predictions\":["
                + "{\"double_scalar_tensor\":8.0,\"float_tensor\":[1.0],\"int_tensor\":[[1,2]],"
                + "\"str_tensor\":[\"foo\",\"bar\"],\"str_tensor_bytes\":[{\"b64\":\"aGVsbG8=\"}]},"
                + "{\"double_scalar_tensor\":9.0,\"float_tensor\":[NaN],\"int_tensor\":[[7,8]],"
                + "\"str_tensor\":[\"baz\",\"bat\"],\"str_tensor_bytes\":[{\"b64\":\"d29ybGQ=\"}]}]}");
    assertThat(column(outputs))
        .isEqualTo(
            "{\"outputs\":{\"double_scalar_tensor\":[8.0,9.0],\"float_tensor\":[[1.0],[NaN]],"
                + "\"int_tensor\":[[[1,2]],[[7,8]]],"
                + "\"str_tensor\":[[\"foo\",\"bar\"],[\"baz\",\"bat\"]],"
                + "\"str_tensor_bytes\":[[{\"b64\":\"aGVsbG8=\"}],[{\"b64\":\"d29ybGQ=\"}]]}}");
  }

  @Test
  void typesAtTheirEnds() {
    assertThat(column(tensors("[0, 18446744073709551615]", Map.of("x", DataType.DT_UINT64))))
        .isEqualTo("{\"outputs\":[0,18446744073709551615]}");
    assertThat(column(tensors("[0, 4294967295]", Map.of("x", DataType.DT_UINT32))))
        .isEqualTo("{\"outputs\":[0,4294967295]}");
    assertThat(column(tensors("[0, 255]", Map.of("x", DataType.DT_UINT8))))
        .isEqualTo("{\"outputs\":[0,255]}");
    assertThat(column(tensors("[-128, 127]", Map.of("x", DataType.DT_INT8))))
        .isEqualTo("{\"outputs\":[-128,127]}");
    assertThat(column(tensors("[-32768]", Map.of("x", DataType.DT_INT16))))
        .isEqualTo("{\"outputs\":[-32768]}");
    assertThat(column(tensors("[true, false]", Map.of("x", DataType.DT_BOOL))))
        .isEqualTo("{\"outputs\":[true,false]}");
  }

  @Test
  void bytesThatAreNoTextAreToldAsBytes() {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.newBuilder().addDim(Dim.newBuilder().setSize(1)))
            .addStringVal(ByteString.copyFrom(new byte[] {(byte) 0xFF}))
            .build();
    assertThat(column(Map.of("x", tensor))).isEqualTo("{\"outputs\":[{\"b64\":\"/w==\"}]}");
  }

  @Test
  void rowsNeedABatch() {
    Map<String, DataType> types = ImmutableMap.of("i", DataType.DT_INT32, "s", DataType.DT_STRING);
    assertThat(row(tensors("{\"i\": [], \"s\": []}", types))).isEqualTo("{\"predictions\":[]}");
    assertThatThrownBy(() -> row(tensors("{\"i\": [[1], [2]], \"s\": [\"foo\"]}", types)))
        .hasMessage("Tensor name: s has inconsistent batch size: 1 expecting: 2");
    assertThatThrownBy(() -> row(tensors("{\"i\": 5, \"s\": [\"foo\"]}", types)))
        .hasMessage("Tensor name: i has no shape information");
  }

  @Test
  void typesThatJsonDoesNotTell() {
    TensorProto complex =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_COMPLEX64)
            .setTensorShape(TensorShapeProto.newBuilder().addDim(Dim.newBuilder().setSize(1)))
            .build();
    assertThatThrownBy(() -> row(Map.of("x", complex)))
        .hasMessage("Failed to write JSON value for tensor type: complex64");
  }

  @Test
  void classesArePairs() {
    ClassificationResult result =
        ClassificationResult.newBuilder()
            .addClassifications(classes("car", 0.2f, "bike", 0.7f, "bus", 0.1f))
            .addClassifications(classes("car", 0.7f, "bike", 0.1f, "", 0.2f))
            .build();
    assertThat(new String(JsonAnswer.classification(result), UTF_8))
        .isEqualTo(
            "{\"results\":[[[\"car\",0.2],[\"bike\",0.7],[\"bus\",0.1]],"
                + "[[\"car\",0.7],[\"bike\",0.1],[\"\",0.2]]]}");
  }

  private static Classifications classes(Object... labelsAndScores) {
    Classifications.Builder classes = Classifications.newBuilder();
    for (int i = 0; i < labelsAndScores.length; i += 2) {
      classes
          .addClassesBuilder()
          .setLabel((String) labelsAndScores[i])
          .setScore((float) labelsAndScores[i + 1]);
    }
    return classes.build();
  }

  @Test
  void regressionsAreNumbers() {
    RegressionResult.Builder result = RegressionResult.newBuilder();
    for (float value :
        new float[] {0.2f, Float.POSITIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, Float.NaN}) {
      result.addRegressions(Regression.newBuilder().setValue(value));
    }
    assertThat(new String(JsonAnswer.regression(result.build()), UTF_8))
        .isEqualTo("{\"results\":[0.2,Infinity,1.0,-Infinity,NaN]}");
  }

  @Test
  void errors() {
    assertThat(new String(JsonAnswer.error("Bad key: \"key\""), UTF_8))
        .isEqualTo("{\"error\":\"Bad key: \\\"key\\\"\"}");
  }
}
