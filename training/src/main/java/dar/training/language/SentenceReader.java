package dar.training.language;

import dar.graph.input.Modality;
import dar.training.batch.TokenFeed;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Has a program's BERT read sentences, those of like length together: padding costs as much as
 * words.
 */
final class SentenceReader {

  /** Sentences read at once; more gain nothing, and less padding is common to them. */
  private static final int TOGETHER = 16;

  private final Program program;
  private final Dataset data;
  private final int length;
  private final int width;
  private final int together;

  /**
   * @param width h, of the program's BERT
   */
  SentenceReader(Program program, Dataset data, int width) {
    this(program, data, width, TOGETHER);
  }

  /** As above, with so many sentences read at once. */
  SentenceReader(Program program, Dataset data, int width, int together) {
    this.together = together;
    this.program = program;
    this.data = data;
    this.length = data.tokens().orElseThrow().length();
    this.width = width;
  }

  /** T. */
  int length() {
    return length;
  }

  /** h. */
  int width() {
    return width;
  }

  /**
   * The vectors of some sentences, [rows.length, T, h] flat.
   *
   * @param keep of these rows; nothing is erased if empty
   */
  float[] read(Split split, int[] rows, Optional<KeepMask> keep) {
    TokenFeed feed = new TokenFeed(data);
    int size = length * width;
    float[] vectors = new float[Math.multiplyExact(rows.length, size)];
    int[] places =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> data.length(split, Modality.LANGUAGE, rows[i])))
            .mapToInt(i -> i)
            .toArray();
    for (int from = 0; from < places.length; from += together) {
      int[] some = Arrays.copyOfRange(places, from, Math.min(places.length, from + together));
      int[] their = Arrays.stream(some).map(i -> rows[i]).toArray();
      KeepMask kept =
          keep.map(mask -> mask.rows(some)).orElseGet(() -> KeepMask.all(some.length, length));
      try (HostBatch tokens = new HostBatch(feed.incomplete(split, their, kept))) {
        float[] read = program.read(tokens.inputs());
        for (int i = 0; i < some.length; i++) {
          System.arraycopy(read, i * size, vectors, some[i] * size, size);
        }
      }
    }
    return vectors;
  }
}
