package dar.training.evaluate;

/** Is told how far an evaluation has come. */
@FunctionalInterface
public interface PassListener {

  /** So many steps of {@code total} are done. */
  void passed(int done, int total);

  /** What is to be told of each of {@code total} steps. */
  default Runnable counting(int total) {
    return new Runnable() {
      private int done;

      @Override
      public void run() {
        passed(++done, total);
      }
    };
  }
}
