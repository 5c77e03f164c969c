package dar.training.run;

/**
 * Training met a loss that is not a number or infinite; the message says where and what is left.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DivergedException(String message) {
    super(message);
  }
}
