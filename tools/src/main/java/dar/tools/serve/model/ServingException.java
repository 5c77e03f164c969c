package dar.tools.serve.model;

import io.grpc.Status;

/**
 * A request that is not answered, as TensorFlow Serving would say it: a canonical code, which gRPC
 * gives as it is and REST as an HTTP status, and one line.
 */
public final class ServingException extends RuntimeException {
  private final Status.Code code;

  public ServingException(Status.Code code, String message) {
    super(message);
    this.code = code;
  }

  public ServingException(Status.Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Status.Code code() {
    return code;
  }
}
