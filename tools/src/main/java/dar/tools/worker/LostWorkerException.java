package dar.tools.worker;

/** A worker ended before its work did; the message says which, how, and what to do. */
public final class LostWorkerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LostWorkerException(String message) {
    super(message);
  }
}
