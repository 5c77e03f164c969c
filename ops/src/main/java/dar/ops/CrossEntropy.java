package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The cross-entropy of a class, −log softmax(logits)[label] (Eq. 23, when the task is classes). */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** The mean over the batch, a scalar. logits: [B, C], labels in 0 .. C − 1: [B]. */
  public static <T extends TFloating> Operand<T> mean(
      Ops tf, Operand<T> logits, Operand<TInt32> labels) {
    // The gradient of LogSoftmax is silently wrong for any other rank.
    Dimensions.requireRank("logits", logits, 2);
    int classes = Dimensions.fixed("logits", logits, 1);
    Class<T> type = logits.type();
    Operand<T> truth =
        tf.oneHot(
            labels,
            tf.constant(classes),
            Constants.of(tf, 1, type),
            Constants.of(tf, 0, type)); // [B, C]
    Operand<T> logLikelihood =
        tf.reduceSum(tf.math.mul(truth, tf.nn.logSoftmax(logits)), tf.constant(1)); // [B]
    return tf.math.neg(tf.math.mean(logLikelihood, tf.constant(0)));
  }
}
