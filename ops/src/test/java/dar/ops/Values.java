package dar.ops;

import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/** Numbers of a shape, on their way into a calculation. */
public final class Values {
  private final Shape shape;
  private final Shape declared;
  private final double[] numbers;

  private Values(Shape shape, Shape declared, double[] numbers) {
    this.shape = shape;
    this.declared = declared;
    this.numbers = numbers;
  }

  public static Values of(double[] numbers, long... shape) {
    return new Values(Shape.of(shape), Shape.of(shape), numbers);
  }

  /** sin(1.3·i + phase) at element i: the same numbers in Java and in the PyTorch peer's script. */
  public static Values wave(double phase, long... shape) {
    int size = (int) Shape.of(shape).size();
    return of(
        IntStream.range(0, size).mapToDouble(i -> Math.sin(1.3 * i + phase)).toArray(), shape);
  }

  public static Values gaussian(long seed, double deviation, long... shape) {
    Random random = new Random(seed);
    int size = (int) Shape.of(shape).size();
    return of(
        IntStream.range(0, size).mapToDouble(i -> deviation * random.nextGaussian()).toArray(),
        shape);
  }

  /** The same, but a graph is told nothing of the size of this axis. */
  public Values unknown(int axis) {
    long[] sizes = declared.asArray().clone();
    sizes[axis] = Shape.UNKNOWN_SIZE;
    return new Values(shape, Shape.of(sizes), numbers);
  }

  public Values with(int index, double number) {
    double[] changed = numbers.clone();
    changed[index] = number;
    return new Values(shape, declared, changed);
  }

  public Values times(double factor) {
    return new Values(
        shape,
        declared,
        IntStream.range(0, size()).mapToDouble(i -> numbers[i] * factor).toArray());
  }

  public Values plus(double term) {
    return new Values(
        shape, declared, IntStream.range(0, size()).mapToDouble(i -> numbers[i] + term).toArray());
  }

  public double get(int index) {
    return numbers[index];
  }

  public double[] numbers() {
    return numbers.clone();
  }

  public int size() {
    return numbers.length;
  }

  public Shape declared() {
    return declared;
  }

  public <T extends TFloating> T tensor(Class<T> type) {
    if (type.equals(TFloat64.class)) {
      return type.cast(TFloat64.tensorOf(shape, DataBuffers.of(numbers)));
    }
    float[] narrowed = new float[numbers.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) numbers[i];
    }
    return type.cast(TFloat32.tensorOf(shape, DataBuffers.of(narrowed)));
  }

  public static double[] read(Tensor tensor) {
    double[] read = new double[(int) tensor.shape().size()];
    if (tensor instanceof TFloat64) {
      tensor.asRawTensor().data().asDoubles().read(read);
      return read;
    }
    float[] narrow = new float[read.length];
    tensor.asRawTensor().data().asFloats().read(narrow);
    return IntStream.range(0, read.length).mapToDouble(i -> narrow[i]).toArray();
  }
}
