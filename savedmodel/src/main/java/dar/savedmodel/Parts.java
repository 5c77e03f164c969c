package dar.savedmodel;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.primitives.Floats;
import dar.graph.Devices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * A large batch as parts that are predicted side by side: what one operation leaves to the next is
 * then small enough for a CPU's caches, and cores need not wait for one another. A GPU takes it
 * whole.
 */
final class Parts {
  /** Aligned steps in a part, over its samples; fewer, and starting operations takes over. */
  private static final int STEPS = 1600;

  private static final Supplier<Boolean> GPU =
      Suppliers.memoize(() -> Devices.found().stream().anyMatch(Devices.Device::isGpu));

  private Parts() {}

  /**
   * In how many parts so many samples are best predicted.
   *
   * @param steps t
   */
  static int count(long samples, int steps) {
    long parts = samples * steps / STEPS;
    return parts < 2 || GPU.get() ? 1 : (int) Math.min(parts, samples);
  }

  /**
   * What {@code predict} gives for each part, behind one another.
   *
   * @param inputs float32, [B, ...], B the same in all, at least {@code count}
   */
  static float[] predict(
      Map<String, Tensor> inputs, int count, Function<Map<String, Tensor>, float[]> predict) {
    float[][] parts =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> predict(part(inputs, i, count), predict))
            .toArray(float[][]::new);
    return Floats.concat(parts);
  }

  private static float[] predict(
      Map<String, Tensor> part, Function<Map<String, Tensor>, float[]> predict) {
    try {
      return predict.apply(part);
    } finally {
      part.values().forEach(Tensor::close);
    }
  }

  private static Map<String, Tensor> part(Map<String, Tensor> inputs, int i, int count) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) -> {
          long samples = tensor.shape().get(0);
          part.put(name, rows((TFloat32) tensor, samples * i / count, samples * (i + 1) / count));
        });
    return part;
  }

  /** Samples [from, to). */
  private static TFloat32 rows(TFloat32 tensor, long from, long to) {
    Shape sample = tensor.shape().tail();
    FloatDataBuffer values =
        tensor
            .asRawTensor()
            .data()
            .asFloats()
            .slice(from * sample.size(), (to - from) * sample.size());
    return TFloat32.tensorOf(Shape.of(to - from).append(sample), values);
  }
}
