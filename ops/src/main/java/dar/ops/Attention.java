package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Multi-head scaled dot-product attention, softmax(Q·Kᵀ/√(d/heads) + bias)·V for each head (Vaswani
 * et al., 2017; Eqs. 18-19). The projections to Q, K and V are the caller's.
 */
public final class Attention {
  /** So far below any score that its exponential is 0, yet finite where all keys have it. */
  private static final double NEVER = -1e9;

  private static final int[] SWAP_STEPS_AND_HEADS = {0, 2, 1, 3};
  private static final int[] PARTS_FIRST = {2, 0, 3, 1, 4};
  private static final int[] HEADS_FIRST = {1, 0, 2};

  private static final String APART = "Attention";
  private static final String PACKED = "AttentionPacked";

  static {
    WrittenDerivative.register(APART, Attention::apart);
    WrittenDerivative.register(PACKED, Attention::packed);
  }

  private Attention() {}

  /** q: [B, tq, d], k and v: [B, t, d], to [B, tq, d]; the heads divide d. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> q, Operand<T> k, Operand<T> v, int heads) {
    return call(tf, q, k, v, heads, (unseen, scores) -> scores);
  }

  /**
   * The same with a bias on the keys; under that of {@link #keyBias} a masked key has a weight of
   * exactly 0, and in a row without any real key the result is finite and means nothing.
   *
   * @param bias added to every score of a key, [B, t]; nothing is differentiated towards it
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> q, Operand<T> k, Operand<T> v, int heads, Operand<T> bias) {
    Operand<T> perKey =
        tf.expandDims(tf.expandDims(bias, tf.constant(1)), tf.constant(1)); // [B, 1, 1, t]
    return call(tf, q, k, v, heads, (unseen, scores) -> unseen.math.add(scores, perKey));
  }

  /**
   * The same of scaled queries, keys and values that lie side by side, as one affine map gives
   * them, the steps of all samples one below the other: qkv [B·t, 3d] to [B·t, d]. Where the map
   * scales queries, no pass over them does.
   *
   * @param qkv its first d are queries multiplied by {@link #scale}
   * @param t steps of a sample
   */
  public static <T extends TFloating> Operand<T> packed(Ops tf, Operand<T> qkv, int t, int heads) {
    int d = divided(Dimensions.fixed("qkv", qkv, 1) / 3, heads);
    Operand<T> values =
        WrittenDerivative.keeping(
            tf,
            PACKED,
            List.of(qkv),
            unseen -> {
              Mixed<T> mixed = unpacked(unseen, qkv, t, heads);
              return new WrittenDerivative.Made<>(
                  mixed.values(), List.of(mixed.q(), mixed.k(), mixed.v(), mixed.weights()));
            });
    return joined(tf, values, tf.constant(new int[] {-1, d}));
  }

  private static <T extends TFloating> Mixed<T> unpacked(Ops tf, Operand<T> qkv, int t, int heads) {
    int width = Dimensions.fixed("qkv", qkv, 1) / 3 / heads;
    Operand<T> perHead = // [B, t, 3, heads, d/heads]
        tf.reshape(qkv, tf.constant(new int[] {-1, t, 3, heads, width}));
    List<Output<T>> parts =
        tf.unstack(tf.linalg.transpose(perHead, tf.constant(PARTS_FIRST)), 3L)
            .output(); // 3 of [B, heads, t, d/heads]
    return mixed(tf, parts.get(0), parts.get(1), parts.get(2), (unseen, scores) -> scores);
  }

  /**
   * A projection y = x·W + b.
   *
   * @param kernel W, [d, d]
   * @param bias b, [d]
   */
  public record Projection<T extends TFloating>(Operand<T> kernel, Operand<T> bias) {}

  /**
   * The same of a single query a sample, without the keys and values of all steps: of each head,
   * q·(x·W + b)ᵀ = (q·Wᵀ)·xᵀ + q·b, and softmax(..)·(x·W + b) = (softmax(..)·x)·W + b, where the
   * products in brackets are as many as heads, not as steps.
   *
   * @param q [B, d]
   * @param x what keys and values are made of, [B, t, d]
   * @return [B, d]
   */
  public static <T extends TFloating> Operand<T> ofOne(
      Ops tf, Operand<T> q, Operand<T> x, Projection<T> key, Projection<T> value, int heads) {
    int d = divided(Dimensions.fixed("q", q, 1), heads);
    int width = d / heads;
    Operand<T> query =
        tf.reshape(
            scaled(tf, q, d, heads),
            tf.constant(new int[] {-1, heads, width})); // [B, heads, d/heads]
    Operand<T> fromInputs = perHead(tf, query, byHead(tf, key.kernel(), heads, true));
    Operand<T> fromBias =
        tf.reduceSum(
            tf.math.mul(query, tf.reshape(key.bias(), tf.constant(new int[] {heads, width}))),
            tf.constant(2),
            ReduceSum.keepDims(true)); // [B, heads, 1]
    Operand<T> scores = BatchProduct.withTransposed(tf, fromInputs, x); // [B, heads, t]
    Operand<T> weights = tf.nn.softmax(tf.math.add(scores, fromBias)); // [B, heads, t]
    Operand<T> mixed = BatchProduct.of(tf, weights, x); // [B, heads, d]
    Operand<T> values = perHead(tf, mixed, byHead(tf, value.kernel(), heads, false));
    return tf.math.add(tf.reshape(values, tf.constant(new int[] {-1, d})), value.bias()); // [B, d]
  }

  /** A kernel [d, d] in parts, one a head: [heads, d, d/heads], or [heads, d/heads, d]. */
  private static <T extends TFloating> Operand<T> byHead(
      Ops tf, Operand<T> kernel, int heads, boolean transposed) {
    int d = Dimensions.fixed("kernel", kernel, 0);
    return tf.linalg.transpose(
        tf.reshape(kernel, tf.constant(new int[] {d, heads, d / heads})),
        tf.constant(transposed ? new int[] {1, 2, 0} : HEADS_FIRST));
  }

  /** x: [B, heads, n], kernels: [heads, n, m], to [B, heads, m]. */
  private static <T extends TFloating> Operand<T> perHead(
      Ops tf, Operand<T> x, Operand<T> kernels) {
    Operand<T> products =
        BatchProduct.of(
            tf, tf.linalg.transpose(x, tf.constant(HEADS_FIRST)), kernels); // [heads, B, m]
    return tf.linalg.transpose(products, tf.constant(HEADS_FIRST));
  }

  /** mask: [B, t], 1 for a real key and 0 for a masked one, to the bias that says so, [B, t]. */
  public static <T extends TFloating> Operand<T> keyBias(
      Ops tf, Operand<? extends TNumber> mask, Class<T> type) {
    Operand<T> masked =
        tf.math.sub(Constants.of(tf, 1, type), tf.dtypes.cast(mask, type)); // [B, t]
    return tf.math.mul(masked, Constants.of(tf, NEVER, type));
  }

  private static <T extends TFloating> Operand<T> call(
      Ops tf,
      Operand<T> q,
      Operand<T> k,
      Operand<T> v,
      int heads,
      BiFunction<Ops, Operand<T>, Operand<T>> biased) {
    int d = divided(Dimensions.fixed("q", q, 2), heads);
    Operand<T> queries = split(tf, scaled(tf, q, d, heads), heads);
    Operand<T> keys = split(tf, k, heads);
    Operand<T> values = split(tf, v, heads);
    Operand<T> mixed =
        WrittenDerivative.keeping(
            tf,
            APART,
            List.of(queries, keys, values),
            unseen -> {
              Mixed<T> made = mixed(unseen, queries, keys, values, biased);
              return new WrittenDerivative.Made<>(made.values(), List.of(made.weights()));
            });
    return joined(tf, mixed, Dimensions.withStepsOf(tf, q, d));
  }

  /** q: [..., d]. Scaling the query is tq·d multiplications a sample, the scores heads·tq·t. */
  private static <T extends TFloating> Operand<T> scaled(Ops tf, Operand<T> q, int d, int heads) {
    return tf.math.mul(q, Constants.of(tf, scale(d, heads), q.type()));
  }

  /** What queries are multiplied by, 1/√(d/heads). */
  public static double scale(int d, int heads) {
    int width = divided(d, heads) / heads;
    return 1 / Math.sqrt(width);
  }

  /** The width, which the heads divide. */
  private static int divided(int d, int heads) {
    if (heads < 1 || d % heads != 0) {
      throw new IllegalArgumentException(
          "heads: expected a divisor of the width %d, found %d".formatted(d, heads));
    }
    return d;
  }

  /**
   * Values mixed by weights, P·v, and what their derivative is made of.
   *
   * @param q scaled, [B, heads, tq, d/heads]
   * @param k [B, heads, t, d/heads]
   * @param v [B, heads, t, d/heads]
   * @param weights P, [B, heads, tq, t]
   * @param values [B, heads, tq, d/heads]
   */
  private record Mixed<T extends TFloating>(
      Operand<T> q, Operand<T> k, Operand<T> v, Operand<T> weights, Operand<T> values) {}

  private static <T extends TFloating> Mixed<T> mixed(
      Ops tf,
      Operand<T> q,
      Operand<T> k,
      Operand<T> v,
      BiFunction<Ops, Operand<T>, Operand<T>> biased) {
    Operand<T> scores = biased.apply(tf, BatchProduct.product(tf, q, k, false, true));
    Operand<T> weights = softmax(tf, scores);
    return new Mixed<>(q, k, v, weights, BatchProduct.product(tf, weights, v, false, false));
  }

  /**
   * The softmax of scores that are still there afterwards. In their place it takes CPUs 1.6 times
   * as long: the end of a row that fills no vector is stored over the beginning of the next.
   */
  private static <T extends TFloating> Operand<T> softmax(Ops tf, Operand<T> scores) {
    return tf.identityN(List.of(tf.nn.softmax(scores), scores))
        .output()
        .get(0)
        .expect(scores.type());
  }

  /**
   * Of y = P·v, P = softmax(s), s = q·kᵀ: dv = Pᵀ·dy, ds = P ⊙ (dy·vᵀ − Σ dy ⊙ y), dq = ds·k, dk =
   * dsᵀ·q. The sum is over the width of a head, where that of P ⊙ dP, which it equals, is over all
   * steps (Dao et al., 2022).
   *
   * <p>P was made long before and has left the caches. The product that turns it would fetch it
   * column by column; so it comes after ds, for which P is read in order.
   *
   * @param from where q, k, v and P begin in what was recorded
   * @return dq, dk and dv
   */
  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, int from, Operand<T> dy) {
    Class<T> type = dy.type();
    Operand<T> y = values.input(0).expect(type);
    Operand<T> q = values.input(from).expect(type);
    Operand<T> k = values.input(from + 1).expect(type);
    Operand<T> v = values.input(from + 2).expect(type);
    Operand<T> weights = values.input(from + 3).expect(type);
    Operand<T> along = tf.reduceSum(tf.math.mul(dy, y), tf.constant(-1), ReduceSum.keepDims(true));
    Operand<T> dWeights = BatchProduct.product(tf, dy, v, false, true);
    Operand<T> dScores = tf.math.mul(weights, tf.math.sub(dWeights, along));
    Operand<T> fetched =
        tf.identityN(List.of(weights, dScores)).output().get(0).expect(type); // once ds is there
    return List.of(
        BatchProduct.product(tf, dScores, k, false, false),
        BatchProduct.product(tf, dScores, q, true, false),
        BatchProduct.product(tf, fetched, dy, true, false));
  }

  private static <T extends TFloating> List<Operand<T>> apart(
      Ops tf, GraphOperation values, Operand<T> dy) {
    return gradient(tf, values, 1, dy);
  }

  /** dq, dk and dv beside one another are 3·heads, which change places with the steps. */
  private static <T extends TFloating> List<Operand<T>> packed(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> perHead =
        tf.concat(gradient(tf, values, 2, dy), tf.constant(1)); // [B, 3·heads, t, d/heads]
    Operand<T> steps = tf.linalg.transpose(perHead, tf.constant(SWAP_STEPS_AND_HEADS));
    return List.of(tf.reshape(steps, tf.shape(values.input(1)))); // [B·t, 3d]
  }

  /** mixed: [B, heads, tq, d/heads], the heads of a step beside one another, in this shape. */
  private static <T extends TFloating> Operand<T> joined(
      Ops tf, Operand<T> mixed, Operand<TInt32> shape) {
    Operand<T> steps =
        tf.linalg.transpose(mixed, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, tq, heads, d/heads]
    return tf.reshape(steps, shape);
  }

  private static <T extends TFloating> Operand<T> split(Ops tf, Operand<T> x, int heads) {
    int width = Dimensions.fixed("width", x, 2) / heads;
    Operand<T> perHead =
        tf.reshape(x, Dimensions.withStepsOf(tf, x, heads, width)); // [B, t, heads, d/heads]
    return tf.linalg.transpose(
        perHead, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, heads, t, d/heads]
  }
}
