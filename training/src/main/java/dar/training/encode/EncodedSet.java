package dar.training.encode;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyWriter;
import dar.training.data.Samples;
import dar.training.data.Sha256;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A dataset whose language is tokens, as one whose language is vectors: those of an encoder, 0 in
 * the padding. A token that is erased later then is a vector of zeros, where with a BERT in the
 * model it is [UNK], read with the rest.
 */
public final class EncodedSet {
  private static final int BATCH = 32;

  private final Dataset data;
  private final SentenceEncoder encoder;
  private final TokenShape tokens;
  private final IntConsumer progress;
  private int done;

  private EncodedSet(Dataset data, SentenceEncoder encoder, IntConsumer progress) {
    this.data = data;
    this.encoder = encoder;
    this.tokens = data.tokens().orElseThrow();
    this.progress = progress;
  }

  /** T of a set whose language is tokens. */
  public static int tokens(Dataset data) {
    return data.tokens()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: expected language as tokens, found none"
                        .formatted(data.description().name())))
        .length();
  }

  /**
   * Writes the set.
   *
   * @param target the directory to make; it must not exist
   * @param progress told how many sentences are read
   * @throws BadInputException where the encoder fails, or the target exists or its disk is full.
   *     Nothing is left behind.
   */
  public static DatasetDescription write(
      Dataset data, SentenceEncoder encoder, Path target, IntConsumer progress) {
    try {
      return new EncodedSet(data, encoder, progress).write(target);
    } catch (IOException e) {
      throw FileFailure.of(target, e);
    }
  }

  private DatasetDescription write(Path target) throws IOException {
    int width = read(Split.TRAIN, new int[] {0}).length / tokens.length();
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    shapes.putAll(data.description().modalities());
    shapes.put(Modality.LANGUAGE, new ModalityShape(tokens.length(), width));
    DatasetDescription from = data.description();
    try (DatasetWriter writer = DatasetWriter.create(target, shapes)) {
      for (Split split : Split.values()) {
        language(writer, split);
        for (Modality modality : from.modalities().keySet()) {
          copy(writer, split, modality);
        }
        factors(writer, split);
        writer.samples(split, samples(split));
      }
      String source = Sha256.of("%s %s".formatted(data.hash(), encoder.hash()));
      return writer.finish(from.name(), from.task(), from.labelMin(), from.labelMax(), source);
    }
  }

  private void language(DatasetWriter writer, Split split) throws IOException {
    try (NpyWriter out = writer.features(split, Modality.LANGUAGE)) {
      for (int from = 0; from < data.size(split); from += BATCH) {
        int[] rows = IntStream.range(from, Math.min(from + BATCH, data.size(split))).toArray();
        float[] vectors = read(split, rows);
        out.append(vectors, vectors.length);
        done += rows.length;
        progress.accept(done);
      }
    }
  }

  /** [rows, T, d]. */
  private float[] read(Split split, int[] rows) {
    int[] ids = new int[rows.length * tokens.length()];
    int[] mask = new int[ids.length];
    data.readTokens(split, rows, ids);
    for (int i = 0; i < rows.length; i++) {
      int start = i * tokens.length();
      Arrays.fill(mask, start, start + data.length(split, Modality.LANGUAGE, rows[i]), 1);
    }
    float[] vectors = encoder.encode(ids, mask);
    int width = vectors.length / ids.length;
    for (int i = 0; i < vectors.length; i++) {
      if (mask[i / width] == 0) {
        vectors[i] = 0;
      } else if (!Float.isFinite(vectors[i])) {
        throw new BadInputException(
            "%s: expected finite vectors, found %s in that of sample %s"
                .formatted(
                    data.description().name(),
                    vectors[i],
                    data.ids(split).get(rows[i / width / tokens.length()])));
      }
    }
    return vectors;
  }

  private void copy(DatasetWriter writer, Split split, Modality modality) throws IOException {
    ModalityShape shape = data.shape(modality);
    float[] row = new float[Math.multiplyExact(shape.length(), shape.width())];
    try (NpyWriter out = writer.features(split, modality)) {
      for (int i = 0; i < data.size(split); i++) {
        data.read(split, modality, new int[] {i}, row);
        out.append(row, row.length);
      }
    }
  }

  private void factors(DatasetWriter writer, Split split) throws IOException {
    for (String name : data.factorNames()) {
      float[][] factors = data.factors(split, name).orElseThrow();
      try (NpyWriter out = writer.factors(split, name, factors[0].length)) {
        for (float[] row : factors) {
          out.append(row, row.length);
        }
      }
    }
  }

  private Samples samples(Split split) {
    Map<Modality, int[]> lengths = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      lengths.put(
          modality,
          IntStream.range(0, data.size(split)).map(i -> data.length(split, modality, i)).toArray());
    }
    return new Samples(lengths, data.labels(split), data.ids(split), data.texts(split));
  }
}
