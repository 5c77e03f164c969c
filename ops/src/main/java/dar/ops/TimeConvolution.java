package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Convolution along time, y[n, b] = Σ_i x[n + i − ⌊(k−1)/2⌋, b]·W[i] + bias, with zeros before the
 * first and after the last step, so that the number of steps stays (Sec. 3.4).
 *
 * <p>Steps are the first axis, [T, B, n]: moved along time, features stay whole blocks of memory,
 * and a convolution whose channels are steps is one product for all samples.
 */
public final class TimeConvolution {
  private static final String STEPS = "StepsProduct";

  static {
    WrittenDerivative.register(STEPS, TimeConvolution::stepsGradient);
  }

  private TimeConvolution() {}

  /** x: [B, T, n] to [T, B, n], and back. */
  public static <T extends TFloating> Operand<T> stepsFirst(Ops tf, Operand<T> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
  }

  /**
   * As one product of the windows, each with a 1 that meets the bias: results, which are much
   * larger than windows of few features, are passed over once.
   *
   * @param x [T, B, in]
   * @param kernel [k, in, out]
   * @param bias [out]
   * @return [T, B, out]
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    int k = Dimensions.fixed("kernel", kernel, 0);
    int in = Dimensions.fixed("kernel", kernel, 1);
    int out = Dimensions.fixed("kernel", kernel, 2);
    int steps = Dimensions.fixed("x", x, 0);
    int before = (k - 1) / 2;
    int[][] beside = {{before, k - 1 - before}, {0, 0}, {0, 0}};
    Operand<T> padded = tf.pad(x, tf.constant(beside), Constants.of(tf, 0, x.type()));
    List<Operand<T>> window = new ArrayList<>();
    Operand<TInt32> size = tf.constant(new int[] {steps, -1, -1});
    for (int i = 0; i < k; i++) { // no copies: a part of the first axis is a part of the memory
      window.add(tf.slice(padded, tf.constant(new int[] {i, 0, 0}), size));
    }
    int[] begin = {0, 0, 0};
    int[] one = {-1, -1, 1};
    Operand<T> first = tf.slice(x, tf.constant(begin), tf.constant(one)); // [T, B, 1]
    window.add(tf.stopGradient(tf.onesLike(first)));
    int[] rows = {-1, k * in + 1};
    Operand<T> windows = // [T·B, k·in + 1]
        tf.reshape(tf.concat(window, tf.constant(2)), tf.constant(rows));
    Operand<T> weights = // [k·in + 1, out]
        tf.concat(
            List.of(
                tf.reshape(kernel, tf.constant(new int[] {k * in, out})),
                tf.expandDims(bias, tf.constant(0))),
            tf.constant(0));
    return tf.reshape(
        tf.linalg.matMul(windows, weights), tf.constant(new int[] {steps, -1, out})); // [T, B, out]
  }

  /**
   * A convolution whose channels are steps: y[b, s] = Σ_n x[n, b]·W[n, s] + bias[s].
   *
   * @param x [T, B, n]
   * @param kernel W, [T, t]
   * @param bias [t]
   * @return samples first, [B, t, n]
   */
  public static <T extends TFloating> Operand<T> ofSteps(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    int steps = Dimensions.fixed("kernel", kernel, 0);
    int t = Dimensions.fixed("kernel", kernel, 1);
    int n = Dimensions.fixed("x", x, 2);
    Operand<T> columns = tf.reshape(x, tf.constant(new int[] {steps, -1})); // [T, B·n]
    Operand<T> product = // [t, B·n]
        WrittenDerivative.of(
            tf,
            STEPS,
            List.of(kernel, columns),
            unseen -> unseen.linalg.matMul(turned(unseen, kernel), columns));
    Operand<T> samples = stepsFirst(tf, tf.reshape(product, tf.constant(new int[] {t, -1, n})));
    return tf.nn.biasAdd(samples, bias, BiasAdd.dataFormat("NCHW")); // of axis 1
  }

  /** Of y = wᵀ·x: dw = x·dyᵀ, dx = w·dy. */
  private static <T extends TFloating> List<Operand<T>> stepsGradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> w = values.input(1).expect(dy.type());
    Operand<T> x = values.input(2).expect(dy.type());
    return List.of(tf.linalg.matMul(x, dy, MatMul.transposeB(true)), tf.linalg.matMul(w, dy));
  }

  private static <T extends TFloating> Operand<T> turned(Ops tf, Operand<T> matrix) {
    return tf.linalg.transpose(matrix, tf.constant(new int[] {1, 0}));
  }

  /**
   * The same as {@link #call} as one product with the whole kernel, whose parts are then moved to
   * their steps and added: faster where moving a product costs less than multiplying.
   */
  public static <T extends TFloating> Operand<T> byProduct(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias, Precision precision) {
    return tf.nn.biasAdd(OrderedSum.of(tf, terms(tf, x, kernel, precision)), bias);
  }

  /**
   * The convolution of x with steps erased, and of x as it is, from one product: since a whole step
   * is erased, its part in each output is left out, x[n, b]·W[i] being the same in both.
   *
   * @param keep 0 where a step is erased, 1 elsewhere, [T, B, 1]
   * @return [T, 2B, out], the erased ones first
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
        tf.concat(List.of(OrderedSum.of(tf, erased), OrderedSum.of(tf, whole)), tf.constant(1)),
        bias);
  }

  /** x[n + i − ⌊(k−1)/2⌋, b]·W[i] for each i, k of [T, B, out], from one product. */
  private static <T extends TFloating> List<Operand<T>> terms(
      Ops tf, Operand<T> x, Operand<T> kernel, Precision precision) {
    int k = Dimensions.fixed("kernel", kernel, 0);
    int in = Dimensions.fixed("kernel", kernel, 1);
    int out = Dimensions.fixed("kernel", kernel, 2);
    int steps = Dimensions.fixed("x", x, 0);
    Operand<T> side = // [in, k·out]
        tf.reshape(
            tf.linalg.transpose(kernel, tf.constant(new int[] {1, 0, 2})),
            tf.constant(new int[] {in, k * out}));
    Operand<T> products =
        tf.reshape(
            precision.product(tf, tf.reshape(x, tf.constant(new int[] {-1, in})), side),
            tf.constant(new int[] {steps, -1, k * out})); // [T, B, k·out]
    List<Operand<T>> terms = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      terms.add(met(tf, products, i, k, i * out, out));
    }
    return terms;
  }

  /**
   * What tap i of k meets at each step n, x[n + i − ⌊(k−1)/2⌋, b], of the features from the given
   * one on; 0 where there is no such step.
   */
  private static <T extends TFloating> Operand<T> met(
      Ops tf, Operand<T> x, int i, int k, int feature, int features) {
    int by = i - (k - 1) / 2;
    int steps = Dimensions.fixed("x", x, 0);
    int missing = Math.min(Math.abs(by), steps);
    int[] begin = {by > 0 ? missing : 0, 0, feature};
    int[] size = {steps - missing, -1, features};
    Operand<T> there = tf.slice(x, tf.constant(begin), tf.constant(size));
    if (missing == 0) {
      return there;
    }
    int[][] beside = {by > 0 ? new int[] {0, missing} : new int[] {missing, 0}, {0, 0}, {0, 0}};
    return tf.pad(there, tf.constant(beside), Constants.of(tf, 0, x.type()));
  }
}
