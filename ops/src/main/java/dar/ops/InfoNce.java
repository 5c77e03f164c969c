package dar.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * InfoNCE over cosine similarities s = cos(z_i, z_j)/τ of M modalities and B samples (Eqs. 4-7):
 *
 * <pre>
 * L = mean over positive pairs (i, p) of −log( e^s[i,p] / (e^s[i,p] + Σ_{n negative of i} e^s[i,n]) )
 *   = mean over positive pairs (i, p) of softplus( logsumexp_n s[i,n] − s[i,p] )
 * </pre>
 *
 * <p>An anchor is never its own positive. Where a batch holds no positive pair the loss is 0, and
 * where an anchor has no negative its pairs add 0; values and gradients stay finite.
 */
public final class InfoNce {
  /** Beyond this, e^-x is 0 in every float type. */
  private static final double UNDERFLOW = 1000;

  /** The least length of a vector, as in PyTorch's normalize. */
  private static final double LEAST_NORM = 1e-12;

  private static final int[] LAST_TWO = {2, 3};

  private InfoNce() {}

  /**
   * Positive: the same sample in another modality. Negative: all other samples, in any modality.
   * The mean over positive pairs, a scalar. z: [M, B, d].
   */
  public static <T extends TFloating> Operand<T> common(Ops tf, Operand<T> z, double temperature) {
    Pairs<T> pairs = Pairs.of(tf, z);
    return loss(tf, z, temperature, pairs.sameSample(), pairs);
  }

  /**
   * Positive: the same modality in another sample. Negative: all other modalities, in any sample.
   * The mean over positive pairs, a scalar. z: [M, B, d].
   */
  public static <T extends TFloating> Operand<T> specific(
      Ops tf, Operand<T> z, double temperature) {
    Pairs<T> pairs = Pairs.of(tf, z);
    return loss(tf, z, temperature, pairs.sameModality(), pairs);
  }

  /** Which of the pairs [M, B, M, B] agree, as ones and zeros that broadcast to that shape. */
  private record Pairs<T extends TFloating>(Operand<T> sameModality, Operand<T> sameSample) {
    static <T extends TFloating> Pairs<T> of(Ops tf, Operand<T> z) {
      Operand<TInt32> modalities = tf.constant(Dimensions.fixed("z", z, 0));
      Operand<TInt32> one = tf.constant(1);
      Operand<TInt32> samples = Dimensions.atRunTime(tf, z, 1);
      return new Pairs<>(
          tf.reshape(
              identity(tf, modalities, z.type()),
              tf.stack(List.of(modalities, one, modalities, one))), // [M, 1, M, 1]
          tf.reshape(
              identity(tf, samples, z.type()),
              tf.stack(List.of(one, samples, one, samples)))); // [1, B, 1, B]
    }

    private static <T extends TFloating> Operand<T> identity(
        Ops tf, Operand<TInt32> size, Class<T> type) {
      Operand<TInt32> index = tf.range(tf.constant(0), size, tf.constant(1));
      return tf.oneHot(index, size, Constants.of(tf, 1, type), Constants.of(tf, 0, type));
    }
  }

  private static <T extends TFloating> Operand<T> loss(
      Ops tf, Operand<T> z, double temperature, Operand<T> alike, Pairs<T> pairs) {
    Class<T> type = z.type();
    Operand<T> s = scores(tf, z, temperature); // [M, B, M, B]
    // |s| <= 1/τ, so after the shift a pair that is no negative lies UNDERFLOW below all that are.
    Operand<T> shift = Constants.of(tf, 2 / temperature + UNDERFLOW, type);
    Operand<T> negatives = logSumExp(tf, tf.math.sub(s, tf.math.mul(alike, shift))); // [M, B, 1, 1]
    Operand<T> terms = tf.math.softplus(tf.math.sub(negatives, s)); // [M, B, M, B]

    Operand<T> itself = tf.math.mul(pairs.sameModality(), pairs.sameSample()); // [M, B, M, B]
    Operand<T> positive = tf.math.sub(alike, itself); // [M, B, M, B]
    Operand<TInt32> all = tf.constant(new int[] {0, 1, 2, 3});
    Operand<T> count = tf.reduceSum(positive, all);
    return tf.math.div(
        tf.reduceSum(tf.math.mul(positive, terms), all),
        tf.math.maximum(count, Constants.of(tf, 1, type)));
  }

  private static <T extends TFloating> Operand<T> scores(Ops tf, Operand<T> z, double temperature) {
    Class<T> type = z.type();
    int d = Dimensions.fixed("z", z, 2);
    Operand<T> rows = tf.reshape(z, tf.constant(new int[] {-1, d})); // [M·B, d]
    Operand<T> squares =
        tf.reduceSum(tf.math.square(rows), tf.constant(1), ReduceSum.keepDims(true)); // [M·B, 1]
    Operand<T> least = Constants.of(tf, LEAST_NORM * LEAST_NORM, type);
    Operand<T> unit = tf.math.mul(rows, tf.math.rsqrt(tf.math.maximum(squares, least)));
    Operand<T> cosines = tf.linalg.matMul(unit, unit, MatMul.transposeB(true)); // [M·B, M·B]
    Operand<TInt32> modalities = tf.constant(Dimensions.fixed("z", z, 0));
    Operand<TInt32> samples = Dimensions.atRunTime(tf, z, 1);
    return tf.reshape(
        tf.math.mul(cosines, Constants.of(tf, 1 / temperature, type)),
        tf.stack(List.of(modalities, samples, modalities, samples))); // [M, B, M, B]
  }

  /** Over the last two axes of four, which stay with size 1. */
  private static <T extends TFloating> Operand<T> logSumExp(Ops tf, Operand<T> x) {
    Operand<TInt32> axes = tf.constant(LAST_TWO);
    Operand<T> largest = tf.stopGradient(tf.reduceMax(x, axes, ReduceMax.keepDims(true)));
    Operand<T> sum =
        tf.reduceSum(tf.math.exp(tf.math.sub(x, largest)), axes, ReduceSum.keepDims(true));
    return tf.math.add(tf.math.log(sum), largest);
  }
}
