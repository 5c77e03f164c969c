package dar.training.language;

import dar.graph.file.FileFailure;
import dar.graph.file.UserFolder;
import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.data.NpyMap;
import dar.training.data.NpyWriter;
import dar.training.data.Sha256;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sentences as a frozen BERT reads them, kept on disk beside the data set, or in the user's folder
 * where that may not be written to: {@code sentences/KEY.npy}, float32 [N, T, h]. The key is a hash
 * of all that the vectors depend on: the data, the weights and what is erased. So what is there is
 * right, and what is not is read.
 */
final class SentenceStore {
  private static final String FOLDER = "sentences";
  private static final int KEY_CHARACTERS = 32;
  private static final int CHUNK = 256;

  private final Dataset data;
  private final String weights;
  private final SentenceReader reader;
  private final ReadingListener listener;

  /**
   * A store for one data set and one BERT.
   *
   * @param weights the hash of the BERT's variables
   */
  SentenceStore(Dataset data, String weights, SentenceReader reader, ReadingListener listener) {
    this.data = data;
    this.weights = weights;
    this.reader = reader;
    this.listener = listener;
  }

  /**
   * The vectors of a split.
   *
   * @param keep what is erased; nothing if empty
   */
  NpyMap vectors(Split split, Optional<KeepMask> keep) {
    Path file = file(split, keep);
    try {
      if (Files.exists(file)) {
        listener.found(split, file);
      } else {
        write(file, split, keep);
      }
      return open(file, split);
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  private Path file(Split split, Optional<KeepMask> keep) {
    String erased = keep.map(SentenceStore::bits).orElse("none");
    String key = Sha256.of(String.join("\n", data.hash(), weights, split.key(), erased));
    Path file = Path.of(FOLDER, key.substring(0, KEY_CHARACTERS) + ".npy");
    return place(file, data.directory(), Files.isWritable(data.directory()));
  }

  static Path place(Path file, Path beside, boolean isWritable) {
    return isWritable || Files.exists(beside.resolve(file))
        ? beside.resolve(file)
        : UserFolder.path().resolve(file);
  }

  private static String bits(KeepMask mask) {
    StringBuilder bits = new StringBuilder();
    for (boolean kept : mask.toArray()) {
      bits.append(kept ? '1' : '0');
    }
    return bits.toString();
  }

  private NpyMap open(Path file, Split split) throws IOException {
    try {
      return NpyMap.floats(file, data.size(split), reader.length(), reader.width());
    } catch (BadInputException e) {
      throw new BadInputException(e.getMessage() + "; delete the file to have it made again", e);
    }
  }

  /** Whole or not at all. */
  private void write(Path file, Split split, Optional<KeepMask> keep) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary =
        file.resolveSibling(".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
    Files.deleteIfExists(temporary);
    int samples = data.size(split);
    try {
      try (NpyWriter out = NpyWriter.floats(temporary, reader.length(), reader.width())) {
        for (int from = 0; from < samples; from += CHUNK) {
          int[] rows = IntStream.range(from, Math.min(samples, from + CHUNK)).toArray();
          float[] vectors = reader.read(split, rows, keep.map(mask -> mask.rows(rows)));
          out.append(vectors, vectors.length);
          listener.reading(split, from + rows.length, samples);
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
