package dar.savedmodel.serving;

import org.tensorflow.proto.SignatureDef;

/** How TensorFlow Serving can be asked, and the names of what a signature of it takes and gives. */
public enum Method {
  /** Tensors by name, to tensors by name. */
  PREDICT("predict"),
  /**
   * {@code inputs}, examples, to {@code classes} and {@code scores}, [B, C] ({@code
   * classifier.cc}).
   */
  CLASSIFY("classify"),
  /** {@code inputs}, examples, to {@code outputs}, [B, 1] ({@code regressor.cc}). */
  REGRESS("regress");

  public static final String INPUTS = "inputs";
  public static final String CLASSES = "classes";
  public static final String SCORES = "scores";
  public static final String OUTPUTS = "outputs";

  private final String key;

  Method(String key) {
    this.key = key;
  }

  /** The signature that is called so here. */
  public String key() {
    return key;
  }

  /** As a signature says it. */
  public String fullName() {
    return "tensorflow/serving/" + key;
  }

  /** Whether a signature answers requests of this kind. */
  boolean isOf(SignatureDef signature) {
    return signature.getMethodName().equals(fullName());
  }
}
