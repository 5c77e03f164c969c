package dar.training.data;

import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.file.Path;

/** The two files of a split whose language is tokens. */
final class TokenFiles {
  static final String IDS = "language_ids";
  static final String MASK = "language_mask";

  private TokenFiles() {}

  /**
   * Opens the ids of a split, [N, T], and checks all of them and their mask.
   *
   * @param lengths [N] tokens that are not padding
   */
  static NpyMap open(Path folder, TokenShape shape, int[] lengths, long chunkBytes)
      throws IOException {
    Path idsFile = folder.resolve(IDS + ".npy");
    Path maskFile = folder.resolve(MASK + ".npy");
    int count = lengths.length;
    NpyMap ids = NpyMap.open(idsFile, chunkBytes, NpyHeader.INT32, count, shape.length());
    NpyMap mask = NpyMap.open(maskFile, chunkBytes, NpyHeader.INT32, count, shape.length());
    int[] row = new int[shape.length()];
    int[] ones = new int[shape.length()];
    for (int sample = 0; sample < count; sample++) {
      ids.read(sample, row, 0);
      mask.read(sample, ones, 0);
      for (int step = 0; step < row.length; step++) {
        if (row[step] < 0 || row[step] >= shape.vocabulary()) {
          throw new BadInputException(
              "%s: row %d: expected ids in [0, %d), found %d"
                  .formatted(idsFile, sample, shape.vocabulary(), row[step]));
        }
        if (ones[step] != (step < lengths[sample] ? 1 : 0)) {
          throw new BadInputException(
              "%s: row %d: expected %d ones and zeros behind them, found %d at %d"
                  .formatted(maskFile, sample, lengths[sample], ones[step], step));
        }
      }
    }
    return ids;
  }
}
