package dar.training.table;

import com.google.common.primitives.Floats;
import dar.graph.file.FileFailure;
import dar.graph.file.OneLine;
import dar.graph.file.TemporaryFolder;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.ImportReport;
import dar.training.data.Samples;
import dar.training.data.Sha256;
import dar.training.data.Split;
import dar.training.data.TextTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a table into a dataset directory. Its columns, or keys:
 *
 * <pre>
 * id                 a name, once in the table
 * text               what was said; blank where the sample has no language
 * label              a number
 * split              train, valid or test
 * visual, acoustic   may be missing; a .npy file [T, d], relative to the table's folder or absolute;
 *                    blank where the sample lacks the modality
 * </pre>
 *
 * <p>Files are read wherever the table says they lie, for the user wrote it; nothing but an array
 * of floating-point numbers is taken from them.
 */
public final class TableImport {
  private final TableText table;
  private final TableOptions options;
  private final List<Row> rows;
  private final Map<Modality, FeatureFiles> features = new EnumMap<>(Modality.class);
  private final LabelRange labels;

  private TableImport(TableText table, TableOptions options) throws IOException {
    this.table = table;
    this.options = options;
    List<Cells> cells = isJson(table.file()) ? JsonLines.read(table) : CsvTable.read(table);
    rows = cells.stream().map(one -> Row.of(table, one)).toList();
    expectEachIdOnce();
    for (Split split : Split.values()) {
      if (rows(split).isEmpty()) {
        throw new BadInputException(
            "%s: split %s: expected at least 1 sample, found none"
                .formatted(table.file(), split.key()));
      }
    }
    labels = LabelRange.of(table, rows, options);
    for (Modality modality : new Modality[] {Modality.VISUAL, Modality.ACOUSTIC}) {
      Optional<FeatureFiles> files = FeatureFiles.of(table, modality, rows, options);
      files.ifPresent(found -> features.put(modality, found));
    }
  }

  /** Whether a file is a table by its name, {@code .csv} or {@code .jsonl}. */
  public static boolean isTable(Path file) {
    return isJson(file) || file.toString().endsWith(".csv");
  }

  private static boolean isJson(Path file) {
    return file.toString().endsWith(".jsonl");
  }

  /**
   * Imports a table, {@code .csv} or {@code .jsonl} in UTF-8.
   *
   * @param targetDirectory the directory to make; it must not exist
   * @param name how reports call the set
   * @throws BadInputException where a line or a file it names is not as it must be, or the target
   *     exists or its disk is full. Nothing is left behind.
   */
  public static ImportReport run(
      Path file, Path targetDirectory, String name, TableOptions options) {
    TemporaryFolder.expectNone(targetDirectory);
    try {
      TableImport table = new TableImport(TableText.read(file), options);
      if (table.rows.stream().allMatch(row -> row.text().isBlank())) {
        return table.write(targetDirectory, name, Optional.empty());
      }
      try (Tokenizer tokenizer = options.tokenizer().open()) {
        return table.write(targetDirectory, name, Optional.of(tokenizer));
      }
    } catch (IOException e) {
      throw FileFailure.of(targetDirectory, e);
    }
  }

  private List<Row> rows(Split split) {
    return rows.stream().filter(row -> row.split() == split).toList();
  }

  private void expectEachIdOnce() {
    Map<String, Integer> lines = new HashMap<>();
    for (Row row : rows) {
      Integer before = lines.put(row.id(), row.line());
      if (before != null) {
        throw table.error(
            row.line(), Columns.ID, "another than in line " + before, OneLine.of(row.id()));
      }
    }
  }

  private ImportReport write(Path target, String name, Optional<Tokenizer> tokenizer)
      throws IOException {
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    features.forEach((modality, files) -> shapes.put(modality, files.shape()));
    if (shapes.isEmpty() && tokenizer.isEmpty()) {
      throw new BadInputException(
          table.file() + ": expected text, visual or acoustic of at least 1 sample, found none");
    }
    Optional<TokenShape> tokens =
        tokenizer.map(one -> new TokenShape(options.tokenizer().length(), one.vocabulary()));
    Map<Split, Map<Modality, Integer>> absent = new EnumMap<>(Split.class);
    try (DatasetWriter writer = DatasetWriter.create(target, shapes, tokens)) {
      for (Split split : Split.values()) {
        Samples samples = write(writer, split, tokenizer);
        writer.samples(split, samples);
        absent.put(split, samples.absent());
      }
      DatasetDescription description =
          writer.finish(name, labels.task(), labels.min(), labels.max(), Sha256.of(table.file()));
      Map<Modality, Long> cleaned = new EnumMap<>(Modality.class);
      Map<Modality, Integer> clamped = new EnumMap<>(Modality.class);
      features.forEach((modality, files) -> cleaned.put(modality, files.cleaned()));
      features.forEach((modality, files) -> clamped.put(modality, files.clamped()));
      return new ImportReport(description, cleaned, absent, clamped);
    }
  }

  private Samples write(DatasetWriter writer, Split split, Optional<Tokenizer> tokenizer)
      throws IOException {
    List<Row> here = rows(split);
    List<String> texts = here.stream().map(Row::text).toList();
    Map<Modality, int[]> lengths = new EnumMap<>(Modality.class);
    if (tokenizer.isPresent()) {
      int length = options.tokenizer().length();
      lengths.put(
          Modality.LANGUAGE, TextTokens.write(texts, tokenizer.get(), length, writer, split));
    }
    for (Map.Entry<Modality, FeatureFiles> entry : features.entrySet()) {
      lengths.put(entry.getKey(), entry.getValue().write(here, writer, split));
    }
    return new Samples(
        lengths,
        Floats.toArray(here.stream().map(Row::label).toList()),
        here.stream().map(Row::id).toList(),
        texts);
  }
}
