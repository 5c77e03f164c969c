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
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an MMSA pickle, or a table of a user's own samples. */
@Command(
    name = "import",
    description = {
      "Make a dataset directory of an MMSA pickle or of a table of your own.",
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
      ""
    })
public final class ImportCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "FILE.csv, FILE.jsonl; any other is a pickle.")
  private Path file;

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
      description = "Of a table: steps that visual is cut to; the longest if not given.")
  private Integer visualLength;

  @Option(
      names = "--acoustic-length",
      paramLabel = "N",
      description = "Of a table: steps that acoustic is cut to; the longest if not given.")
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
    String called = name == null ? baseName() : name;
    ImportSummary summary =
        new ImportSummary(TableImport.isTable(file) ? table(called) : pickle(called));
    output.result(
        () -> "%s, imported into %s\n\n%s".formatted(called, out, summary.text()),
        () -> summary.json().put("out", out.toString()));
  }

  private ImportReport pickle(String called) {
    refuse("--task", task, "a table");
    refuse("--labels", range, "a table");
    refuse("--visual-length", visualLength, "a table");
    refuse("--acoustic-length", acousticLength, "a table");
    return MmsaImport.run(
        file, out, called, new LanguageSource(Optional.ofNullable(language), texts()));
  }

  private ImportReport table(String called) {
    refuse("--language", language, "a pickle");
    Map<Modality, Integer> steps = new EnumMap<>(Modality.class);
    if (visualLength != null) {
      steps.put(Modality.VISUAL, visualLength);
    }
    if (acousticLength != null) {
      steps.put(Modality.ACOUSTIC, acousticLength);
    }
    boolean numbered = task == LabelKind.CLASSIFICATION;
    return TableImport.run(
        file, out, called, new TableOptions(texts(), Optional.ofNullable(range), numbered, steps));
  }

  private TokenizerChoice texts() {
    return new TokenizerChoice(
        Optional.ofNullable(tokenizer), length == null ? TokenizerChoice.DEFAULT.length() : length);
  }

  private void refuse(String option, Object value, String kind) {
    if (value != null) {
      throw new BadInputException(
          "%s: expected with %s, found with %s".formatted(option, kind, file));
    }
  }

  private String baseName() {
    Path last = file.getFileName();
    return last == null ? "data" : last.toString().replaceFirst("\\.(pkl|pickle|csv|jsonl)$", "");
  }
}
