package dar.tools.serve.model;

import static dar.savedmodel.serving.Method.CLASSES;
import static dar.savedmodel.serving.Method.CLASSIFY;
import static dar.savedmodel.serving.Method.INPUTS;
import static dar.savedmodel.serving.Method.OUTPUTS;
import static dar.savedmodel.serving.Method.REGRESS;
import static dar.savedmodel.serving.Method.SCORES;

import com.google.protobuf.ByteString;
import dar.savedmodel.serving.Method;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import tensorflow.serving.ClassificationResult;
import tensorflow.serving.Classifications;
import tensorflow.serving.Input;
import tensorflow.serving.Regression;
import tensorflow.serving.RegressionResult;

/**
 * Questions about examples, asked of a signature that reads them ({@code classifier.cc} and {@code
 * regressor.cc} of TensorFlow Serving, and their messages).
 */
public final class Inference {
  private Inference() {}

  /**
   * The classes of each example with their scores.
   *
   * @param signature a name, or empty for the default
   */
  public static CompletableFuture<ClassificationResult> classify(
      Servable model, String signature, Input input) {
    return run(CLASSIFY, "classification", model, signature, input)
        .thenApply(Inference::classifications);
  }

  /**
   * The value of each example.
   *
   * @param signature a name, or empty for the default
   */
  public static CompletableFuture<RegressionResult> regress(
      Servable model, String signature, Input input) {
    return run(REGRESS, "regression", model, signature, input).thenApply(Inference::regressions);
  }

  private static CompletableFuture<Map<String, TensorProto>> run(
      Method method, String word, Servable model, String signature, Input input) {
    String name = signature.isEmpty() ? Servable.DEFAULT_SIGNATURE : signature;
    SignatureDef found = model.signatures().get(name);
    if (found == null) {
      throw invalid("No signature was found with the name: " + name);
    }
    if (!found.getMethodName().equals(method.fullName())) {
      throw invalid(
          "Expected %s signature method_name to be %s. Was: %s"
              .formatted(word, method.fullName(), found.getMethodName()));
    }
    return model.run(name, Map.of(INPUTS, examples(input)));
  }

  private static ServingException invalid(String message) {
    return new ServingException(Status.Code.INVALID_ARGUMENT, message);
  }

  /** Serialized, [B]; a context stands in front of each example, whose features come later. */
  private static TensorProto examples(Input input) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(DataType.DT_STRING);
    input.getExampleList().getExamplesList().stream()
        .map(Example::toByteString)
        .forEach(tensor::addStringVal);
    ByteString context = input.getExampleListWithContext().getContext().toByteString();
    input.getExampleListWithContext().getExamplesList().stream()
        .map(example -> context.concat(example.toByteString()))
        .forEach(tensor::addStringVal);
    if (tensor.getStringValCount() == 0) {
      throw invalid("Input is empty.");
    }
    return tensor
        .setTensorShape(
            TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(tensor.getStringValCount())))
        .build();
  }

  /** Classes and scores, or one of them, [B, C] each. */
  private static ClassificationResult classifications(Map<String, TensorProto> outputs) {
    TensorProto classes = outputs.get(CLASSES);
    TensorProto scores = outputs.get(SCORES);
    TensorProto any = classes == null ? scores : classes;
    if (any == null || any.getTensorShape().getDimCount() != 2) {
      throw invalid("Expected Tensor shape: [batch_size num_classes]");
    }
    int size = (int) any.getTensorShape().getDim(1).getSize();
    ClassificationResult.Builder result = ClassificationResult.newBuilder();
    for (int row = 0; row < any.getTensorShape().getDim(0).getSize(); row++) {
      Classifications.Builder sample = result.addClassificationsBuilder();
      for (int i = row * size; i < (row + 1) * size; i++) {
        tensorflow.serving.Class.Builder one = sample.addClassesBuilder();
        if (classes != null) {
          one.setLabelBytes(classes.getStringVal(i));
        }
        if (scores != null) {
          one.setScore(scores.getFloatVal(i));
        }
      }
    }
    return result.build();
  }

  /** [B] or [B, 1]. */
  private static RegressionResult regressions(Map<String, TensorProto> outputs) {
    TensorProto values = outputs.get(OUTPUTS);
    if (values == null) {
      throw invalid("No regression outputs found in SignatureDef");
    }
    if (values.getTensorShape().getDim(0).getSize() != values.getFloatValCount()) {
      throw invalid("Expected output Tensor shape to be either [batch_size] or [batch_size, 1]");
    }
    RegressionResult.Builder result = RegressionResult.newBuilder();
    for (float value : values.getFloatValList()) {
      result.addRegressions(Regression.newBuilder().setValue(value));
    }
    return result.build();
  }
}
