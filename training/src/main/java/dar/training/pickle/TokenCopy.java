package dar.training.pickle;

import dar.training.data.DatasetWriter;
import dar.training.data.Split;
import dar.training.data.TokenWriter;
import java.io.IOException;

/** The second pass over {@code text_bert}: ids, mask and segments become tokens. */
final class TokenCopy {
  static final String FIELD = "text_bert";

  /** The axis of ids, mask and segments. */
  static final int ROWS = 3;

  private TokenCopy() {}

  /** Copies an array [N, 3, T] and tells how many tokens of each sample are not padding. */
  static int[] copy(
      PickleFile file, NumpyArray array, int vocabulary, DatasetWriter writer, Split split)
      throws IOException {
    int[] lengths = new int[(int) array.shape()[0]];
    int steps = (int) array.shape()[2];
    int[] ids = new int[steps];
    try (TokenWriter out = writer.tokens(split)) {
      new RowReader(file, array)
          .forEachSlab(
              (first, rows, values) -> {
                for (int row = 0; row < rows; row++) {
                  String subject =
                      "split %s: %s: row %d".formatted(split.key(), FIELD, first + row);
                  int from = row * ROWS * steps;
                  lengths[first + row] = length(file, subject, values, from + steps, steps);
                  expectNoSegments(file, subject, values, from + 2 * steps, steps);
                  for (int step = 0; step < steps; step++) {
                    ids[step] = id(file, subject, values[from + step], vocabulary);
                  }
                  out.append(ids, lengths[first + row]);
                }
              });
    }
    return lengths;
  }

  private static int id(PickleFile file, String subject, float value, int vocabulary) {
    if (!(value >= 0 && value < vocabulary) || value != Math.rint(value)) {
      throw file.error(subject, "whole ids in [0, %d)".formatted(vocabulary), text(value));
    }
    return (int) value;
  }

  private static int length(PickleFile file, String subject, float[] values, int from, int steps) {
    int length = 0;
    for (int step = 0; step < steps; step++) {
      float value = values[from + step];
      if (value != 0 && (value != 1 || length < step)) {
        throw file.error(
            subject, "a mask of ones and zeros behind them", text(value) + " at " + step);
      }
      length += value == 1 ? 1 : 0;
    }
    return length;
  }

  private static void expectNoSegments(
      PickleFile file, String subject, float[] values, int from, int steps) {
    for (int step = 0; step < steps; step++) {
      if (values[from + step] != 0) {
        throw file.error(subject, "segments of 0", text(values[from + step]));
      }
    }
  }

  private static String text(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9f
        ? Integer.toString((int) value)
        : Float.toString(value);
  }
}
