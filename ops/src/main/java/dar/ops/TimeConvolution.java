package dar.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.types.family.TFloating;

/**
 * Convolution along time, y[b, n] = Σ_i x[b, n + i − ⌊(k−1)/2⌋]·W[i] + bias, with zeros before the
 * first and after the last step, so that the number of steps stays (Sec. 3.4).
 */
public final class TimeConvolution {
  private static final List<Long> EACH = List.of(1L, 1L, 1L, 1L); // no stride

  private TimeConvolution() {}

  /** x: [B, T, in], kernel: [k, in, out], bias: [out], to [B, T, out]; an image of one row. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    Operand<T> row = tf.expandDims(x, tf.constant(1)); // [B, 1, T, in]
    Operand<T> taps = tf.expandDims(kernel, tf.constant(0)); // [1, k, in, out]
    Operand<T> y = tf.nn.biasAdd(tf.nn.conv2d(row, taps, EACH, "SAME"), bias);
    return tf.squeeze(y, Squeeze.axis(List.of(1L)));
  }

  /**
   * The same as one product of the windows, each with a 1 that meets the bias: for training, where
   * results are much larger than windows of few features, and are passed over once.
   */
  public static <T extends TFloating> Operand<T> ofWindows(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    int k = Dimensions.fixed("kernel", kernel, 0);
    int in = Dimensions.fixed("kernel", kernel, 1);
    int out = Dimensions.fixed("kernel", kernel, 2);
    int steps = Dimensions.fixed("x", x, 1);
    List<Operand<T>> window = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      window.add(met(tf, x, i, k, 0, in));
    }
    int[][] one = {{0, 0}, {0, 0}, {0, 1}};
    window.set(k - 1, tf.pad(window.get(k - 1), tf.constant(one), Constants.of(tf, 1, x.type())));
    int[] rows = {-1, k * in + 1};
    Operand<T> windows = // [B·T, k·in + 1]
        tf.reshape(tf.concat(window, tf.constant(2)), tf.constant(rows));
    Operand<T> weights = // [k·in + 1, out]
        tf.concat(
            List.of(
                tf.reshape(kernel, tf.constant(new int[] {k * in, out})),
                tf.expandDims(bias, tf.constant(0))),
            tf.constant(0));
    return tf.reshape(
        tf.linalg.matMul(windows, weights), tf.constant(new int[] {-1, steps, out})); // [B, T, out]
  }

  /**
   * A convolution whose channels are steps: y[b, s] = Σ_n x[b, n]·W[n, s] + bias[s].
   *
   * @param x [B, T, n]
   * @param kernel W, [T, t]
   * @param bias [t]
   * @return [B, t, n]
   */
  public static <T extends TFloating> Operand<T> ofSteps(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return tf.nn.biasAdd(
        BatchProduct.withShared(tf, kernel, x), bias, BiasAdd.dataFormat("NCHW")); // of axis 1
  }

  /**
   * The same as one product with the whole kernel, whose parts are then moved to their steps and
   * added: faster where moving a product costs less than multiplying.
   */
  public static <T extends TFloating> Operand<T> byProduct(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias, Precision precision) {
    return tf.nn.biasAdd(OrderedSum.of(tf, terms(tf, x, kernel, precision)), bias);
  }

  /**
   * The convolution of x with steps erased, and of x as it is, from one product: since a whole step
   * is erased, its part in each output is left out, x[b, n]·W[i] being the same in both.
   *
   * @param keep 0 where a step is erased, 1 elsewhere, [B, T, 1]
   * @return [2B, T, out], the erased ones first
   */
  public static <T extends TFloating> Operand<T> erasedAndWhole(
      Ops tf,
      Operand<T> x,
      Operand<T> keep,
      Operand<T> kernel,
      Operand<T> bias,
      Precision precision) {
    List<Operand<T>> whole = terms(tf, x, kernel, precision);
    int k = whole.size();
    List<Operand<T>> erased = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      erased.add(tf.math.mul(whole.get(i), met(tf, keep, i, k, 0, 1)));
    }
    return tf.nn.biasAdd(
        tf.concat(List.of(OrderedSum.of(tf, erased), OrderedSum.of(tf, whole)), tf.constant(0)),
        bias);
  }

  /** x[b, n + i − ⌊(k−1)/2⌋]·W[i] for each i, k of [B, T, out], from one product. */
  private static <T extends TFloating> List<Operand<T>> terms(
      Ops tf, Operand<T> x, Operand<T> kernel, Precision precision) {
    int k = Dimensions.fixed("kernel", kernel, 0);
    int in = Dimensions.fixed("kernel", kernel, 1);
    int out = Dimensions.fixed("kernel", kernel, 2);
    int steps = Dimensions.fixed("x", x, 1);
    Operand<T> side = // [in, k·out]
        tf.reshape(
            tf.linalg.transpose(kernel, tf.constant(new int[] {1, 0, 2})),
            tf.constant(new int[] {in, k * out}));
    Operand<T> products =
        tf.reshape(
            precision.product(tf, tf.reshape(x, tf.constant(new int[] {-1, in})), side),
            tf.constant(new int[] {-1, steps, k * out})); // [B, T, k·out]
    List<Operand<T>> terms = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      terms.add(met(tf, products, i, k, i * out, out));
    }
    return terms;
  }

  /**
   * What tap i of k meets at each step n, x[b, n + i − ⌊(k−1)/2⌋], of the features from the given
   * one on; 0 where there is no such step.
   */
  private static <T extends TFloating> Operand<T> met(
      Ops tf, Operand<T> x, int i, int k, int feature, int features) {
    int by = i - (k - 1) / 2;
    int steps = Dimensions.fixed("x", x, 1);
    int missing = Math.min(Math.abs(by), steps);
    int[] begin = {0, by > 0 ? missing : 0, feature};
    int[] size = {-1, steps - missing, features};
    Operand<T> there = tf.slice(x, tf.constant(begin), tf.constant(size));
    if (missing == 0) {
      return there;
    }
    int[][] beside = {{0, 0}, by > 0 ? new int[] {0, missing} : new int[] {missing, 0}, {0, 0}};
    return tf.pad(there, tf.constant(beside), Constants.of(tf, 0, x.type()));
  }
}
