package dar.tools.serve.model;

import static dar.savedmodel.serving.Method.CLASSES;
import static dar.savedmodel.serving.Method.OUTPUTS;
import static dar.savedmodel.serving.Method.SCORES;

import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.ClassificationResult;
import tensorflow.serving.Classifications;
import tensorflow.serving.Regression;
import tensorflow.serving.RegressionResult;

/**
 * What a signature has answered about examples.
 *
 * @param outputs by name
 * @param examples how many
 */
record InferenceOutputs(Map<String, TensorProto> outputs, int examples) {

  /** Classes and scores, or one of them, [B, C] each. */
  ClassificationResult classifications() {
    TensorProto classes = table(CLASSES, DataType.DT_STRING);
    TensorProto scores = table(SCORES, DataType.DT_FLOAT);
    if (classes != null
        && scores != null
        && classes.getStringValCount() != scores.getFloatValCount()) {
      throw ServingException.invalid("Tensors class and score should match in dim_size(1).");
    }
    TensorProto any = classes == null ? scores : classes;
    int size = (int) any.getTensorShape().getDim(1).getSize();
    ClassificationResult.Builder result = ClassificationResult.newBuilder();
    for (int row = 0; row < examples; row++) {
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

  /** Null where there is none. */
  private TensorProto table(String name, DataType type) {
    TensorProto tensor = outputs.get(name);
    if (tensor == null) {
      return null;
    }
    if (tensor.getTensorShape().getDimCount() != 2) {
      throw ServingException.invalid("Expected Tensor shape: [batch_size num_classes]");
    }
    if (tensor.getDtype() != type) {
      throw ServingException.invalid(
          "Expected %s Tensor of %s. Got: %s".formatted(name, type, tensor.getDtype()));
    }
    if (tensor.getTensorShape().getDim(0).getSize() != examples) {
      throw ServingException.invalid(
          "Expected %s output batch size of %d.".formatted(name, examples));
    }
    return tensor;
  }

  /** [B] or [B, 1]. */
  RegressionResult regressions() {
    TensorProto values = outputs.get(OUTPUTS);
    if (values.getDtype() != DataType.DT_FLOAT) {
      throw ServingException.invalid(
          "Expected output Tensor of DT_FLOAT.  Got: " + values.getDtype());
    }
    if (values.getTensorShape().getDimCount() == 0
        || values.getTensorShape().getDim(0).getSize() != examples
        || values.getFloatValCount() != examples) {
      throw ServingException.invalid(
          "Expected output Tensor shape to be either [batch_size] or [batch_size, 1]");
    }
    RegressionResult.Builder result = RegressionResult.newBuilder();
    for (float value : values.getFloatValList()) {
      result.addRegressions(Regression.newBuilder().setValue(value));
    }
    return result.build();
  }
}
