package dar.training.data;

import java.io.Closeable;
import java.io.IOException;

/** Appends rows of tokens to {@code language_ids.npy} and {@code language_mask.npy}. */
public final class TokenWriter implements Closeable {
  private final NpyWriter ids;
  private final NpyWriter mask;
  private final int[] ones;

  TokenWriter(int length, NpyWriter ids, NpyWriter mask) {
    this.ids = ids;
    this.mask = mask;
    this.ones = new int[length];
  }

  /**
   * Appends one sample.
   *
   * @param row [T] ids
   * @param length how many of them are real; 0 where the sample has no language
   */
  public void append(int[] row, int length) throws IOException {
    for (int i = 0; i < ones.length; i++) {
      ones[i] = i < length ? 1 : 0;
    }
    ids.append(row, ones.length);
    mask.append(ones, ones.length);
  }

  @Override
  public void close() throws IOException {
    try (ids) {
      mask.close();
    }
  }
}
