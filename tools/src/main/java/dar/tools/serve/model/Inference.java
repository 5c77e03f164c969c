package dar.tools.serve.model;

import static dar.savedmodel.serving.Method.CLASSES;
import static dar.savedmodel.serving.Method.INPUTS;
import static dar.savedmodel.serving.Method.OUTPUTS;
import static dar.savedmodel.serving.Method.SCORES;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import tensorflow.serving.ClassificationResult;
import tensorflow.serving.Input;
import tensorflow.serving.RegressionResult;

/**
 * Questions about examples, asked of a signature that reads them ({@code classifier.cc} and {@code
 * regressor.cc} of TensorFlow Serving, and their messages). What a signature takes and gives
 * counts, not what it says of its method: TensorFlow 2 says of all that they predict.
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
    return run(model, signature, input, Inference::isClassification)
        .thenApply(InferenceOutputs::classifications);
  }

  /**
   * The value of each example.
   *
   * @param signature a name, or empty for the default
   */
  public static CompletableFuture<RegressionResult> regress(
      Servable model, String signature, Input input) {
    return run(model, signature, input, Inference::isRegression)
        .thenApply(InferenceOutputs::regressions);
  }

  private static CompletableFuture<InferenceOutputs> run(
      Servable model, String signature, Input input, Consumer<SignatureDef> check) {
    String name = signature.isEmpty() ? Servable.DEFAULT_SIGNATURE : signature;
    SignatureDef found = model.signatures().get(name);
    if (found == null) {
      throw ServingException.invalid("No signature was found with the name: " + name);
    }
    if (found.getInputsCount() != 1) {
      throw ServingException.invalid("Expected one input Tensor.");
    }
    check.accept(found);
    TensorProto examples = examples(input);
    return model
        .run(name, Map.of(INPUTS, examples))
        .thenApply(outputs -> new InferenceOutputs(outputs, examples.getStringValCount()));
  }

  private static void isClassification(SignatureDef signature) {
    if (signature.getOutputsCount() > 2) {
      throw ServingException.invalid(
          "Expected one or two output Tensors, found %d".formatted(signature.getOutputsCount()));
    }
    if (!signature.containsInputs(INPUTS)) {
      throw ServingException.invalid(
          "No classification inputs found in SignatureDef: " + told(signature));
    }
    if (!signature.containsOutputs(CLASSES) && !signature.containsOutputs(SCORES)) {
      throw ServingException.invalid(
          "Expected classification signature outputs to contain at least one of \"%s\" or \"%s\"."
                  .formatted(CLASSES, SCORES)
              + " Signature was: "
              + told(signature));
    }
  }

  private static void isRegression(SignatureDef signature) {
    if (signature.getOutputsCount() != 1) {
      throw ServingException.invalid("Expected one output Tensor.");
    }
    if (!signature.containsInputs(INPUTS)) {
      throw ServingException.invalid(
          "No regression inputs found in SignatureDef: " + told(signature));
    }
    if (!signature.containsOutputs(OUTPUTS)) {
      throw ServingException.invalid(
          "No regression outputs found in SignatureDef: " + told(signature));
    }
  }

  private static String told(SignatureDef signature) {
    return "%s to %s"
        .formatted(signature.getInputsMap().keySet(), signature.getOutputsMap().keySet());
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
      throw ServingException.invalid("Input is empty.");
    }
    return tensor
        .setTensorShape(
            TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(tensor.getStringValCount())))
        .build();
  }
}
