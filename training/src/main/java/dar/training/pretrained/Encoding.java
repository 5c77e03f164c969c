package dar.training.pretrained;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.ShortDataBuffer;
import org.tensorflow.ndarray.buffer.layout.DataLayouts;

/** How a file writes a number, little-endian. */
enum Encoding {
  FLOAT32(4),
  FLOAT16(2),
  BFLOAT16(2),
  /** One that weights are not read from. */
  OTHER(0);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** Decodes {@code count} numbers to {@code out} from {@code at} on. */
  void decode(ByteBuffer from, float[] out, int at, int count) {
    ByteBuffer ordered = from.order(ByteOrder.LITTLE_ENDIAN);
    switch (this) {
      case FLOAT32 -> ordered.asFloatBuffer().get(out, at, count);
      case FLOAT16 -> DataLayouts.FLOAT16.applyTo(shorts(ordered, count)).read(out, at, count);
      case BFLOAT16 -> DataLayouts.BFLOAT16.applyTo(shorts(ordered, count)).read(out, at, count);
      case OTHER -> throw new IllegalStateException("expected an encoding of floats, found OTHER");
    }
  }

  private static ShortDataBuffer shorts(ByteBuffer from, int count) {
    short[] shorts = new short[count];
    from.asShortBuffer().get(shorts);
    return DataBuffers.of(shorts, true, false);
  }
}
