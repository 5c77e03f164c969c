package dar.graph.input;

/** What the head predicts: an intensity y in R, or one of C classes (Section 3.1). */
public sealed interface Task {

  /** The width of the head's output. */
  int outputs();

  /** A continuous intensity; the task loss is the mean squared error. */
  record Regression() implements Task {
    @Override
    public int outputs() {
      return 1;
    }
  }

  /**
   * One of {@code classes} classes, labelled 0 .. classes - 1; the task loss is the cross-entropy.
   */
  record Classification(int classes) implements Task {
    public Classification {
      if (classes < 2) {
        throw new BadInputException("task.classes: expected at least 2, found " + classes);
      }
    }

    @Override
    public int outputs() {
      return classes;
    }
  }
}
