package dar.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An open dataset directory, laid out as {@link DatasetWriter} says. Features are memory-mapped, so
 * that a set may be far larger than the heap; reading is safe from several threads. A modality that
 * the whole set lacks has no shape and no rows: ask {@link #has} first.
 *
 * <p>Language is vectors, tokens or neither. As vectors it is a modality like the others; as tokens
 * it has no shape and no rows either, but {@link #tokens} and {@link #readTokens}. Its lengths are
 * lengths in both cases.
 */
public final class Dataset implements AutoCloseable {
  /** The factor all modalities share, as {@link #factors} names it. */
  public static final String COMMON = "common";

  static final String FACTORS = "factors_";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path directory;
  private final DatasetDescription description;
  private final String hash;
  private final Map<Split, Samples> samples = new EnumMap<>(Split.class);
  private final Map<Split, Map<Modality, NpyMap>> features = new EnumMap<>(Split.class);
  private final Map<Split, NpyMap> tokenIds = new EnumMap<>(Split.class);

  private Dataset(Path directory, DatasetJson.Content content) {
    this.directory = directory;
    this.description = content.description();
    this.hash = content.contentHash();
  }

  /**
   * Opens a directory and checks that all its files are there and have the shapes it names.
   *
   * @throws BadInputException where it is no dataset directory, or a file does not fit
   */
  public static Dataset open(Path directory) {
    return open(directory, NpyMap.CHUNK_BYTES);
  }

  static Dataset open(Path directory, long chunkBytes) {
    try {
      Path json = directory.resolve(DatasetJson.FILE);
      if (!Files.isRegularFile(json)) {
        throw new BadInputException(
            "%s: expected a dataset directory with %s, found none"
                .formatted(directory, DatasetJson.FILE));
      }
      Dataset dataset = new Dataset(directory, DatasetJson.read(json));
      for (Split split : Split.values()) {
        dataset.load(split, chunkBytes);
      }
      return dataset;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it lies. */
  public Path directory() {
    return directory;
  }

  /** What {@code dataset.json} says. */
  public DatasetDescription description() {
    return description;
  }

  /** N of a split. */
  public int size(Split split) {
    return description.counts().get(split);
  }

  /** Whether the set has this modality at all, as vectors. */
  public boolean has(Modality modality) {
    return description.modalities().containsKey(modality);
  }

  /** T and the vocabulary of language, where it is given as tokens. */
  public Optional<TokenShape> tokens() {
    return description.tokens();
  }

  /** T_m and d_m. */
  public ModalityShape shape(Modality modality) {
    return expect(modality, description.modalities().get(modality));
  }

  /**
   * The real steps of one sample, the first of its T_m; 0 where the sample lacks the modality. Of
   * tokens, those with [CLS] and [SEP].
   */
  public int length(Split split, Modality modality, int row) {
    return samples.get(split).lengths().get(modality)[row];
  }

  /** How many samples of a split lack a modality. */
  public int absent(Split split, Modality modality) {
    return samples.get(split).absent(modality);
  }

  /** [N] intensities, or class numbers; a copy. */
  public float[] labels(Split split) {
    return samples.get(split).labels().clone();
  }

  /** [N] names. */
  public List<String> ids(Split split) {
    return samples.get(split).ids();
  }

  /** [N] what was said; empty texts where it is not known. */
  public List<String> texts(Split split) {
    return samples.get(split).texts();
  }

  /** Gathers rows: {@code out} begins with [rows.length, T_m, d_m], flat. */
  public void read(Split split, Modality modality, int[] rows, float[] out) {
    NpyMap map = expect(modality, features.get(split).get(modality));
    map.read(rows, out);
  }

  /**
   * Gathers rows of tokens: {@code out} begins with [rows.length, T], flat. What stands behind a
   * sample's length is padding.
   */
  public void readTokens(Split split, int[] rows, int[] out) {
    NpyMap map = expect(Modality.LANGUAGE, tokenIds.get(split));
    for (int i = 0; i < rows.length; i++) {
      map.read(rows[i], out, i * map.rowLength());
    }
  }

  /** The names of the factors that a synthetic set was made from; none of another set. */
  public List<String> factorNames() {
    return Stream.concat(Stream.of(COMMON), Stream.of(Modality.values()).map(Modality::key))
        .filter(name -> Files.exists(factorFile(Split.TRAIN, name)))
        .toList();
  }

  private Path factorFile(Split split, String name) {
    return directory.resolve(split.key()).resolve(FACTORS + name + ".npy");
  }

  /**
   * [N, width] factors that a synthetic set was made from; empty where the set is not synthetic.
   *
   * @param name {@link #COMMON}, or a modality's key for its own factor
   */
  public Optional<float[][]> factors(Split split, String name) {
    Path file = factorFile(split, name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      NpyMap map = NpyMap.open(file, size(split));
      float[][] factors = new float[size(split)][map.rowLength()];
      for (int row = 0; row < factors.length; row++) {
        map.read(row, factors[row], 0);
      }
      return Optional.of(factors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of the description and of every file's content, computed when it was written. */
  public String hash() {
    return hash;
  }

  /** Lets go of the maps; the system unmaps them when they are collected. */
  @Override
  public void close() {
    features.values().forEach(Map::clear);
    tokenIds.clear();
  }

  private void load(Split split, long chunkBytes) throws IOException {
    Path folder = directory.resolve(split.key());
    int count = size(split);
    Map<Modality, NpyMap> maps = new EnumMap<>(Modality.class);
    for (Map.Entry<Modality, ModalityShape> entry : description.modalities().entrySet()) {
      Path file = folder.resolve(entry.getKey().key() + ".npy");
      ModalityShape shape = entry.getValue();
      maps.put(
          entry.getKey(),
          NpyMap.open(file, chunkBytes, NpyHeader.FLOAT32, count, shape.length(), shape.width()));
    }
    features.put(split, maps);
    samples.put(
        split,
        new Samples(
            lengths(folder.resolve("lengths.npy"), count),
            labels(folder.resolve("labels.npy"), count),
            texts(folder.resolve("ids.json"), count),
            texts(folder.resolve("texts.json"), count)));
    if (tokens().isPresent()) {
      int[] lengths = samples.get(split).lengths().get(Modality.LANGUAGE);
      tokenIds.put(split, TokenFiles.open(folder, tokens().orElseThrow(), lengths, chunkBytes));
    }
  }

  private Map<Modality, int[]> lengths(Path file, int count) throws IOException {
    Modality[] modalities = Modality.values();
    NpyMap map = NpyMap.open(file, NpyMap.CHUNK_BYTES, NpyHeader.INT32, count, modalities.length);
    int[] row = new int[modalities.length];
    Map<Modality, int[]> lengths = new EnumMap<>(Modality.class);
    for (Modality modality : modalities) {
      lengths.put(modality, new int[count]);
    }
    for (int sample = 0; sample < count; sample++) {
      map.read(sample, row, 0);
      int column = 0;
      for (Modality modality : modalities) {
        int steps = row[column++];
        int most = description.steps(modality);
        if (steps < 0 || steps > most) {
          throw new BadInputException(
              "%s: row %d: expected a %s length in [0, %d], found %d"
                  .formatted(file, sample, modality.key(), most, steps));
        }
        lengths.get(modality)[sample] = steps;
      }
    }
    return lengths;
  }

  private float[] labels(Path file, int count) throws IOException {
    float[] labels = NpyMap.open(file, NpyMap.CHUNK_BYTES, NpyHeader.FLOAT32, count).all();
    for (int row = 0; row < count; row++) {
      if (!description.isInRange(labels[row])) {
        throw new BadInputException(
            "%s: row %d: expected a label in [%s, %s], found %s"
                .formatted(file, row, description.labelMin(), description.labelMax(), labels[row]));
      }
    }
    return labels;
  }

  private static List<String> texts(Path file, int count) throws IOException {
    try {
      List<String> texts = MAPPER.readValue(file.toFile(), new TypeReference<List<String>>() {});
      if (texts.size() != count) {
        throw new BadInputException(
            "%s: expected %d texts, found %d".formatted(file, count, texts.size()));
      }
      return texts;
    } catch (JsonProcessingException e) {
      throw new BadInputException(file + ": expected a JSON list of texts, found another", e);
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      throw new BadInputException(file + ": expected a file, found none", e);
    }
  }

  private static <T> T expect(Modality modality, T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          modality.key() + ": expected a modality that the open dataset has, found none");
    }
    return value;
  }
}
