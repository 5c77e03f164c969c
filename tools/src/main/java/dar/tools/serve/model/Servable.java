package dar.tools.serve.model;

import dar.savedmodel.ModelDescription;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/** A loaded version of a model. It answers within {@link Models#answer} only. */
public interface Servable {
  /** What a request without the name of a signature asks for. */
  String DEFAULT_SIGNATURE = "serving_default";

  String name();

  long version();

  /** By name, as TensorFlow Serving's metadata show them. */
  Map<String, SignatureDef> signatures();

  /** Of a model that {@code dar export} wrote; nothing of any other SavedModel. */
  Optional<ModelDescription> description();

  /**
   * Answers a request, together with others where the signature allows it.
   *
   * <p>Of a model with a description, a signature of predictions needs not be given all inputs:
   * what is not given is missing, and {@code text}, strings [B], stands for {@code language_ids}
   * and {@code language_mask}.
   *
   * @param signature {@link #DEFAULT_SIGNATURE} or another name
   * @param inputs by the signature's names; values as TensorFlow reads them, in the field of their
   *     type or as {@code tensor_content}
   * @return all outputs by the signature's names, values in the field of their type, as TensorFlow
   *     Serving answers ({@code float_val}); or a {@link ServingException}
   */
  CompletableFuture<Map<String, TensorProto>> run(
      String signature, Map<String, TensorProto> inputs);
}
