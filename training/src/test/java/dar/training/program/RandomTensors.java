package dar.training.program;

import java.util.Random;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Tensors of random numbers, to be closed. */
final class RandomTensors {
  private RandomTensors() {}

  static TFloat32 gaussian(Random random, long... shape) {
    float[] values = new float[(int) Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
  }
}
