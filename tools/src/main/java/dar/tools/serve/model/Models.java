package dar.tools.serve.model;

import dar.savedmodel.serving.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tensorflow.proto.SignatureDef;

/** All models of a folder and their versions, which come and go while requests are answered. */
public interface Models {

  /**
   * Answers a request with a version of a model, which stays loaded until the answer is there, and
   * counts it.
   *
   * @param method what is asked, for the metrics
   * @param request what to do with the version; what it throws is a failure of the answer
   * @return the answer, or a {@link ServingException}: NOT_FOUND where there is no such version
   */
  <T> CompletableFuture<T> answer(
      Method method,
      String name,
      VersionChoice version,
      Function<Servable, CompletableFuture<T>> request);

  /**
   * The signatures of a version.
   *
   * @throws ServingException NOT_FOUND where there is no such version
   */
  Metadata metadata(String name, VersionChoice version);

  /**
   * The state of a version, or of all that there have been; of all too for a label, as TensorFlow
   * Serving answers it.
   *
   * @throws ServingException NOT_FOUND where there have been none
   */
  List<VersionStatus> status(String name, VersionChoice version);

  /** What a version can be asked. */
  record Metadata(long version, Map<String, SignatureDef> signatures) {}
}
