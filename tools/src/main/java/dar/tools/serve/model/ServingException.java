package dar.tools.serve.model;

import dar.graph.input.BadInputException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import org.tensorflow.exceptions.TFFailedPreconditionException;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TFUnimplementedException;

/**
 * A request that is not answered, as TensorFlow Serving would say it: a canonical code, which gRPC
 * gives as it is and REST as an HTTP status, and one line.
 */
public final class ServingException extends RuntimeException {
  /** Room for it in the headers of HTTP. */
  private static final int LONGEST = 1000;

  private final Status.Code code;

  public ServingException(Status.Code code, String message) {
    this(code, message, null);
  }

  public ServingException(Status.Code code, String message, Throwable cause) {
    super(line(message), cause);
    this.code = code;
  }

  /** Of a request that cannot be answered as it is. */
  public static ServingException invalid(String message) {
    return new ServingException(Status.Code.INVALID_ARGUMENT, message);
  }

  /** What a failure is to the one who asked, in one line. */
  public static ServingException of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ServingException known) {
      return known;
    }
    return new ServingException(code(cause), message(cause), failure);
  }

  private static Status.Code code(Throwable cause) {
    if (cause instanceof BadInputException || cause instanceof TFInvalidArgumentException) {
      return Status.Code.INVALID_ARGUMENT;
    }
    if (cause instanceof TFFailedPreconditionException) {
      return Status.Code.FAILED_PRECONDITION;
    }
    if (cause instanceof TFResourceExhaustedException || cause instanceof OutOfMemoryError) {
      return Status.Code.RESOURCE_EXHAUSTED;
    }
    if (cause instanceof TFUnimplementedException) {
      return Status.Code.UNIMPLEMENTED;
    }
    return Status.Code.INTERNAL;
  }

  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }

  /** Names of a request may stand in it, of any length and with any characters. */
  private static String line(String message) {
    String line = message.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  public Status.Code code() {
    return code;
  }
}
