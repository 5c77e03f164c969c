package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.tools.report.ImportSummary;
import dar.training.data.ImportReport;
import dar.training.pickle.LanguageSource;
import dar.training.pickle.MmsaImport;
import dar.training.pretrained.TokenizerChoice;
import dar.training.table.TableImport;
import dar.training.table.TableOptions;
import dar.training.tfrecord.RecordImport;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an MMSA pickle, a table of a user's own samples, or TFRecord files. */
@Command(
    name = "import",
    description = {
      "Make a dataset directory of an MMSA pickle, of a table of your own or of TFRecord files.",
      "",
      "A pickle (FILE.pkl) is read without running anything in it. Its language is text_bert as"
          + " tokens if it has that, otherwise text as vectors, otherwise the tokens of raw_text.",
      "",
      "A table (FILE.csv, first line the names of the columns; or FILE.jsonl, an object a line) is"
          + " UTF-8. Its columns:",
      "  id                a name, each once",
      "  text              what was said; empty if the sample has no language",
      "  label             a number",
      "  split             train, valid or test",
      "  visual, acoustic  may be left out; a NumPy file [steps, features] of float16, float32 or"
          + " float64, relative to the folder of FILE or absolute; empty if the sample lacks the"
          + " modality. Shorter ones are padded to the longest.",
      "",
      "TFRecord files (*.tfrecord*, several of them, or a folder of them; compressed or not) are"
          + " those of dar data export, or others with the same features. The name of a file, or"
          + " that of its folder, begins with train, valid or test. feature_spec.json lies beside"
          + " them.",
      ""
    })
public final class ImportCommand implements Runnable {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "FILE.csv, FILE.jsonl, FILE.tfrecord or a folder; any other is a pickle.")
  private List<Path> files;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where; must be new.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What reports call it; the file's name if not given.")
  private String name;

  @Option(
      names = "--language",
      paramLabel = "KIND",
      converter = Converters.OfLanguageForm.class,
      description = "Of a pickle: tokens or vectors, if it has both.")
  private LanguageSource.Form language;

  @Option(
      names = "--tokenizer",
      paramLabel = "PATH",
      description =
          "A Hugging Face tokenizer.json of a BERT; if not given that of all-MiniLM-L6-v2, which is"
              + " that of bert-base-uncased.")
  private Path tokenizer;

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "Tokens that a text is cut or padded to, with [CLS] and [SEP]; 50 if not given.")
  private Integer length;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      converter = Converters.OfLabelKind.class,
      description =
          "Of a table: regression, or classification where labels are class numbers 0, 1, ...;"
              + " regression if not given.")
  private LabelKind task;

  @Option(
      names = "--labels",
      paramLabel = "MIN,MAX",
      converter = Converters.OfRange.class,
      description =
          "Of a table: the range that labels can have; from the smallest to the largest found if"
              + " not given.")
  private TableOptions.Range range;

  @Option(
      names = "--visual-length",
      paramLabel = "N",
      description = "Of a table: steps that visual is cut or padded to; the longest if not given.")
  private Integer visualLength;

  @Option(
      names = "--acoustic-length",
      paramLabel = "N",
      description =
          "Of a table: steps that acoustic is cut or padded to; the longest if not given.")
  private Integer acousticLength;

  @Mixin private Output output;

  /** What the labels of a table are. */
  enum LabelKind {
    REGRESSION,
    CLASSIFICATION;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void run() {
    Path file = files.get(0);
    ImportReport report;
    if (RecordImport.isRecords(file)) {
      report = records();
    } else if (files.size() > 1) {
      throw new BadInputException(
          "%s: expected one pickle or table, found %d files".formatted(file, files.size()));
    } else {
      String called = name == null ? baseName(file) : name;
      report = TableImport.isTable(file) ? table(file, called) : pickle(file, called);
    }
    ImportSummary summary = new ImportSummary(report);
    output.result(
        () ->
            "%s, imported into %s\n\n%s"
                .formatted(report.description().name(), out, summary.text()),
        () -> summary.json().put("out", out.toString()));
  }

  private ImportReport records() {
    refuseOfTable();
    refuse("--language", language, "a pickle");
    refuse("--tokenizer", tokenizer, "a pickle or a table");
    refuse("--length", length, "a pickle or a table");
    return RecordImport.run(files, out, Optional.ofNullable(name));
  }

  private void refuseOfTable() {
    refuse("--task", task, "a table");
    refuse("--labels", range, "a table");
    refuse("--visual-length", visualLength, "a table");
    refuse("--acoustic-length", acousticLength, "a table");
  }

  private ImportReport pickle(Path file, String called) {
    refuseOfTable();
    return MmsaImport.run(
        file, out, called, new LanguageSource(Optional.ofNullable(language), texts()));
  }

  private ImportReport table(Path file, String called) {
    refuse("--language", language, "a pickle");
    Map<Modality, Integer> lengths = new EnumMap<>(Modality.class);
    if (visualLength != null) {
      lengths.put(Modality.VISUAL, visualLength);
    }
    if (acousticLength != null) {
      lengths.put(Modality.ACOUSTIC, acousticLength);
    }
    boolean numbered = task == LabelKind.CLASSIFICATION;
    return TableImport.run(
        file,
        out,
        called,
        new TableOptions(texts(), Optional.ofNullable(range), numbered, lengths));
  }

  private TokenizerChoice texts() {
    return new TokenizerChoice(
        Optional.ofNullable(tokenizer), length == null ? TokenizerChoice.DEFAULT.length() : length);
  }

  private void refuse(String option, Object value, String kind) {
    if (value != null) {
      throw new BadInputException(
          "%s: expected with %s, found with %s".formatted(option, kind, files.get(0)));
    }
  }

  private static String baseName(Path file) {
    Path last = file.getFileName();
    return last == null ? "data" : last.toString().replaceFirst("\\.(pkl|pickle|csv|jsonl)$", "");
  }
}
