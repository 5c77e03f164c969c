package dar.training.evaluate;

import com.google.common.primitives.Floats;
import java.util.Arrays;

/** What a model gives for each sample of a split, put back from batches into the data's order. */
final class InOrder {
  private final float[][] parts;

  /**
   * @param samples N
   */
  InOrder(int samples) {
    parts = new float[samples][];
  }

  /**
   * Puts a batch in its place.
   *
   * @param rows [B] samples
   * @param values [B, ...] in C order
   */
  void put(int[] rows, float[] values) {
    int width = values.length / rows.length;
    for (int i = 0; i < rows.length; i++) {
      parts[rows[i]] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
  }

  /** [N, ...] in C order. */
  float[] all() {
    return Floats.concat(parts);
  }
}
