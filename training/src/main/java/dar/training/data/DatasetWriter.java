package dar.training.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.file.FileFailure;
import dar.graph.file.TemporaryFolder;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a dataset directory: whole, or not at all. Features are streamed; only what {@link
 * Samples} holds is ever on the heap.
 *
 * <pre>
 * train/language.npy          float32 [N, T, d]; visual.npy, acoustic.npy likewise
 * train/language_ids.npy      int32 [N, T] in place of language.npy, where language is tokens
 * train/language_mask.npy     int32 [N, T], 1 for a token and 0 for padding
 * train/lengths.npy           int32 [N, 3], language, visual, acoustic
 * train/labels.npy            float32 [N]
 * train/ids.json, texts.json  [N] texts
 * train/factors_NAME.npy      float32 [N, width], of synthetic sets only
 * valid/..., test/...
 * dataset.json                written last
 * </pre>
 *
 * <p>Closing it without {@link #finish} deletes what was written.
 */
public final class DatasetWriter implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path target;
  private final TemporaryFolder folder;
  private final Map<Modality, ModalityShape> modalities = new EnumMap<>(Modality.class);
  private final Optional<TokenShape> tokens;
  private final Map<Split, Integer> counts = new EnumMap<>(Split.class);
  private final Map<String, NpyWriter> arrays = new TreeMap<>();
  private final Map<String, String> hashes = new TreeMap<>();

  private DatasetWriter(Path target, TemporaryFolder folder, Optional<TokenShape> tokens) {
    this.target = target;
    this.folder = folder;
    this.tokens = tokens;
  }

  /**
   * Begins a directory.
   *
   * @param modalities the shape of each modality that the set has
   * @throws dar.graph.input.BadInputException where {@code target} exists
   */
  public static DatasetWriter create(Path target, Map<Modality, ModalityShape> modalities) {
    return create(target, modalities, Optional.empty());
  }

  /**
   * As above.
   *
   * @param modalities the shape of each modality that is vectors
   * @param tokens of language, where it is tokens
   */
  public static DatasetWriter create(
      Path target, Map<Modality, ModalityShape> modalities, Optional<TokenShape> tokens) {
    try {
      TemporaryFolder folder = new TemporaryFolder(target);
      DatasetWriter writer = new DatasetWriter(target, folder, tokens);
      writer.modalities.putAll(modalities);
      for (Split split : Split.values()) {
        Files.createDirectory(folder.path().resolve(split.key()));
      }
      return writer;
    } catch (IOException e) {
      throw FileFailure.of(target, e);
    }
  }

  /** Where the features of one modality go, row after row. */
  public NpyWriter features(Split split, Modality modality) throws IOException {
    ModalityShape shape = modalities.get(modality);
    return array(split, modality.key(), NpyHeader.FLOAT32, shape.length(), shape.width());
  }

  /** Where the tokens of language go, row after row. */
  public TokenWriter tokens(Split split) throws IOException {
    int length = tokens.orElseThrow().length();
    return new TokenWriter(
        length,
        array(split, TokenFiles.IDS, NpyHeader.INT32, length),
        array(split, TokenFiles.MASK, NpyHeader.INT32, length));
  }

  /**
   * Where the factors behind a synthetic set go; {@code name} as {@link Dataset#factors} has it.
   */
  public NpyWriter factors(Split split, String name, int width) throws IOException {
    return array(split, Dataset.FACTORS + name, NpyHeader.FLOAT32, width);
  }

  /** Writes everything else of a split. */
  public void samples(Split split, Samples samples) throws IOException {
    try (NpyWriter lengths = array(split, "lengths", NpyHeader.INT32, Modality.values().length);
        NpyWriter labels = array(split, "labels", NpyHeader.FLOAT32)) {
      int[] row = new int[Modality.values().length];
      for (int sample = 0; sample < samples.size(); sample++) {
        int column = 0;
        for (Modality modality : Modality.values()) {
          row[column++] = samples.lengths().get(modality)[sample];
        }
        lengths.append(row, row.length);
      }
      labels.append(samples.labels(), samples.size());
    }
    texts(split, "ids", samples.ids());
    texts(split, "texts", samples.texts());
    counts.put(split, samples.size());
  }

  /** Completes the directory and gives it its name. */
  public DatasetDescription finish(
      String name, Task task, double labelMin, double labelMax, String sourceHash)
      throws IOException {
    DatasetDescription description =
        new DatasetDescription(
            name, task, labelMin, labelMax, modalities, tokens, counts, sourceHash);
    for (Map.Entry<String, NpyWriter> entry : arrays.entrySet()) {
      entry.getValue().close();
      hashes.put(entry.getKey(), entry.getValue().hash());
    }
    expectAllRows();
    String contentHash = Sha256.of(DatasetJson.canonical(description) + hashes);
    Files.writeString(
        folder.path().resolve(DatasetJson.FILE),
        DatasetJson.write(new DatasetJson.Content(description, contentHash)));
    folder.commit();
    return description;
  }

  @Override
  public void close() {
    for (NpyWriter array : arrays.values()) {
      array.abandon();
    }
    folder.close();
  }

  private NpyWriter array(Split split, String name, String descr, long... rowShape)
      throws IOException {
    String path = split.key() + "/" + name + ".npy";
    NpyWriter writer = new NpyWriter(folder.path().resolve(path), descr, rowShape);
    arrays.put(path, writer);
    return writer;
  }

  private void texts(Split split, String name, List<String> texts) throws IOException {
    String path = split.key() + "/" + name + ".json";
    Path file = folder.path().resolve(path);
    MAPPER.writeValue(file.toFile(), texts);
    hashes.put(path, Sha256.of(file));
  }

  private void expectAllRows() {
    for (Split split : Split.values()) {
      for (Modality modality : modalities.keySet()) {
        expectRows(split, modality.key());
      }
      if (tokens.isPresent()) {
        expectRows(split, TokenFiles.IDS);
        expectRows(split, TokenFiles.MASK);
      }
    }
  }

  private void expectRows(Split split, String name) {
    String path = split.key() + "/" + name + ".npy";
    long rows = arrays.containsKey(path) ? arrays.get(path).rows() : 0;
    if (rows != counts.get(split)) {
      throw new IllegalStateException(
          "%s: %s: expected %d rows, found %d".formatted(target, path, counts.get(split), rows));
    }
  }
}
