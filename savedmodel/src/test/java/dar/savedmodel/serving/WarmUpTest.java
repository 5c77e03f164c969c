package dar.savedmodel.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictionLog;

class WarmUpTest {
  private static final Map<String, SignatureDef> SIGNATURES =
      Map.of(
          "serving_default", signature(Method.PREDICT),
          "train", signature(Method.PREDICT),
          "regress", signature(Method.REGRESS),
          "classify", signature(Method.CLASSIFY));

  private static SignatureDef signature(Method method) {
    return SignatureDef.newBuilder().setMethodName(method.fullName()).build();
  }

  @Test
  void oneSampleAllSamplesAndExamples() throws InvalidProtocolBufferException {
    List<PredictionLog> logs;
    try (TFloat32 visual = tensor(new float[][] {{1, 2, 3}, {4, 5, 6}})) {
      logs = requests(Map.of("visual", visual), SIGNATURES);
    }
    assertThat(logs).hasSize(4);
    assertThat(numbers(logs.get(0).getPredictLog().getRequest())).containsExactly(1f, 2f, 3f);
    assertThat(numbers(logs.get(1).getPredictLog().getRequest()))
        .containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
    assertThat(logs.get(1).getPredictLog().getRequest().getModelSpec().getSignatureName())
        .isEqualTo("serving_default");
    assertThat(logs.get(2).getClassifyLog().getRequest().getModelSpec().getName())
        .isEqualTo("mosi");
    Feature feature =
        logs.get(3)
            .getRegressLog()
            .getRequest()
            .getInput()
            .getExampleList()
            .getExamples(0)
            .getFeatures()
            .getFeatureOrThrow("visual");
    assertThat(feature.getFloatList().getValueList()).containsExactly(1f, 2f, 3f);
  }

  /** Training is no prediction, whatever its method says. */
  @Test
  void onlyWhatIsThereIsAsked() throws InvalidProtocolBufferException {
    try (TFloat32 visual = tensor(new float[][] {{1, 2, 3}})) {
      assertThat(
              requests(
                  Map.of("visual", visual),
                  Map.of(
                      "serving_default",
                      signature(Method.PREDICT),
                      "train",
                      signature(Method.PREDICT))))
          .hasSize(1);
    }
  }

  private static TFloat32 tensor(float[][] values) {
    return TFloat32.tensorOf(StdArrays.ndCopyOf(values));
  }

  private static List<Float> numbers(PredictRequest request) {
    ByteBuffer content =
        request
            .getInputsOrThrow("visual")
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Float> numbers = new ArrayList<>();
    while (content.hasRemaining()) {
      numbers.add(content.getFloat());
    }
    return numbers;
  }

  private static List<PredictionLog> requests(
      Map<String, Tensor> samples, Map<String, SignatureDef> signatures)
      throws InvalidProtocolBufferException {
    ByteBuffer file =
        ByteBuffer.wrap(new WarmUp("mosi", samples).records("serving_default", signatures))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<PredictionLog> logs = new ArrayList<>();
    while (file.hasRemaining()) {
      byte[] record = new byte[(int) file.getLong()];
      file.getInt(); // the checksum of the length
      file.get(record);
      file.getInt(); // and that of the record
      logs.add(PredictionLog.parseFrom(record));
    }
    return logs;
  }
}
