package dar.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Sizes of axes, at building time and at run time, and the mean over all of them. */
public final class Dimensions {
  private Dimensions() {}

  /** The size of an axis that has to be known while the graph is built. */
  static int fixed(String name, Operand<?> x, int axis) {
    Shape shape = x.shape();
    long size = shape.get(axis);
    if (size < 0) {
      throw new IllegalArgumentException(
          name + ": expected a known size on axis " + axis + ", found shape " + shape);
    }
    return Math.toIntExact(size);
  }

  public static void requireRank(String name, Operand<?> x, int rank) {
    if (x.shape().numDimensions() != rank) {
      throw new IllegalArgumentException(
          name + ": expected " + rank + " axes, found shape " + x.shape());
    }
  }

  /** Guards against silent broadcasting: the two must agree wherever both are known. */
  public static void requireSameShape(
      String name, Operand<?> x, String otherName, Operand<?> other) {
    if (!x.shape().isCompatibleWith(other.shape())) {
      throw new IllegalArgumentException(
          name
              + ": expected the shape of "
              + otherName
              + ", "
              + other.shape()
              + ", found shape "
              + x.shape());
    }
  }

  /** The size of an axis as the operands have it when they run. */
  public static Operand<TInt32> atRunTime(Ops tf, Operand<?> x, int axis) {
    return tf.stridedSlice(tf.shape(x), Indices.at(axis));
  }

  /**
   * The shape [−1, t, sizes...] to give to a reshape, t being the steps of x: [B, t, ...]. Steps
   * that are unknown while a graph is built are looked up when it runs.
   */
  public static Operand<TInt32> withStepsOf(Ops tf, Operand<?> x, int... sizes) {
    int steps = Math.toIntExact(x.shape().get(1));
    int[] shape = new int[2 + sizes.length];
    shape[0] = -1;
    shape[1] = steps;
    System.arraycopy(sizes, 0, shape, 2, sizes.length);
    if (steps >= 0) {
      return tf.constant(shape);
    }
    List<Operand<TInt32>> atRunTime = new ArrayList<>();
    for (int size : shape) {
      atRunTime.add(tf.constant(size));
    }
    atRunTime.set(1, atRunTime(tf, x, 1));
    return tf.stack(atRunTime);
  }

  /** The mean over every element, a scalar. */
  static <T extends TFloating> Operand<T> meanOfAll(Ops tf, Operand<T> x) {
    return tf.math.mean(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
  }

  /** The mean over one axis, which stays with size 1. */
  static <T extends TFloating> Operand<T> meanKept(Ops tf, Operand<T> x, int axis) {
    return tf.math.mean(x, tf.constant(axis), Mean.keepDims(true));
  }
}
