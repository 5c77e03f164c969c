package dar.graph;

import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;

/** What TensorFlow could not do: its exceptions have no type of their own in common. */
public final class TensorFlowFailure {
  private TensorFlowFailure() {}

  /** Returns where TensorFlow has told of this failure, and throws any other on. */
  public static void orRethrow(RuntimeException failure) {
    if (!(failure instanceof TensorFlowException
        || failure instanceof TFInvalidArgumentException
        || failure instanceof TFUnimplementedException)) {
      throw failure;
    }
  }
}
