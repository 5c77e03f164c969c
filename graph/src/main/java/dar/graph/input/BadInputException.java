package dar.graph.input;

/**
 * Something a user gave (a file, a flag, a shape, a request) is not what was expected. The message
 * is one line that names the subject, what was expected and what was found; the launcher prints it
 * and exits with 2.
 */
public final class BadInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
