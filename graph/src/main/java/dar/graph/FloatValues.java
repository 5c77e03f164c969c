package dar.graph;

import org.tensorflow.types.TFloat32;

/** The values of a tensor, copied out of TensorFlow. */
public final class FloatValues {
  private FloatValues() {}

  /** Flat, in C order. */
  public static float[] of(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
