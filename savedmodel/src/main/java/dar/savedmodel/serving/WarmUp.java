package dar.savedmodel.serving;

import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.input.BadInputException;
import dar.graph.record.TfRecordReader;
import dar.savedmodel.graphdef.TensorProtos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.Tensor;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.ClassificationRequest;
import tensorflow.serving.ClassifyLog;
import tensorflow.serving.ExampleList;
import tensorflow.serving.Input;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.PredictLog;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictionLog;
import tensorflow.serving.RegressLog;
import tensorflow.serving.RegressionRequest;

/**
 * The requests that TensorFlow Serving plays when it loads a model, so that the first one of a user
 * does not wait for kernels to be set up ({@code saved_model_warmup.md} of TensorFlow Serving).
 *
 * @param model its name on the server
 * @param samples real ones: the inputs of a prediction, [B, ...] each
 */
public record WarmUp(String model, Map<String, Tensor> samples) {

  /**
   * A TFRecord file of {@code PredictionLog}: predictions of one sample and of all, and of one
   * sample what the signatures that read examples say.
   *
   * @param predict the signature of predictions
   * @param signatures all of the model
   */
  public byte[] records(String predict, Map<String, SignatureDef> signatures) {
    List<PredictionLog> logs = new ArrayList<>();
    logs.add(prediction(predict, TensorProtos::first));
    if (samples.values().iterator().next().shape().get(0) > 1) {
      logs.add(prediction(predict, TensorProtos::of));
    }
    Input one =
        Input.newBuilder()
            .setExampleList(ExampleList.newBuilder().addExamples(Examples.of(samples).get(0)))
            .build();
    new TreeMap<>(signatures)
        .forEach(
            (name, signature) -> {
              if (Method.CLASSIFY.isOf(signature)) {
                logs.add(classification(name, one));
              } else if (Method.REGRESS.isOf(signature)) {
                logs.add(regression(name, one));
              }
            });
    return TfRecords.of(logs);
  }

  /**
   * The requests of such a file.
   *
   * @throws BadInputException where it is something else
   */
  public static List<PredictionLog> read(Path file) throws IOException {
    List<PredictionLog> logs = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (Optional<byte[]> record = reader.next(); record.isPresent(); record = reader.next()) {
        logs.add(PredictionLog.parseFrom(record.get()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(file + ": expected records of a PredictionLog, found others", e);
    }
    return logs;
  }

  private ModelSpec.Builder specification(String signature) {
    return ModelSpec.newBuilder().setName(model).setSignatureName(signature);
  }

  private PredictionLog prediction(String signature, Function<Tensor, TensorProto> rows) {
    Map<String, TensorProto> inputs = new LinkedHashMap<>();
    samples.forEach((name, tensor) -> inputs.put(name, rows.apply(tensor)));
    return PredictionLog.newBuilder()
        .setPredictLog(
            PredictLog.newBuilder()
                .setRequest(
                    PredictRequest.newBuilder()
                        .setModelSpec(specification(signature))
                        .putAllInputs(inputs)))
        .build();
  }

  private PredictionLog classification(String signature, Input input) {
    return PredictionLog.newBuilder()
        .setClassifyLog(
            ClassifyLog.newBuilder()
                .setRequest(
                    ClassificationRequest.newBuilder()
                        .setModelSpec(specification(signature))
                        .setInput(input)))
        .build();
  }

  private PredictionLog regression(String signature, Input input) {
    return PredictionLog.newBuilder()
        .setRegressLog(
            RegressLog.newBuilder()
                .setRequest(
                    RegressionRequest.newBuilder()
                        .setModelSpec(specification(signature))
                        .setInput(input)))
        .build();
  }
}
