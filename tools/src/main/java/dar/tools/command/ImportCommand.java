package dar.tools.command;

import dar.tools.report.ImportSummary;
import dar.training.pickle.MmsaImport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an MMSA pickle. */
@Command(
    name = "import",
    description = "Make a dataset directory of an MMSA pickle, without running anything in it.")
public final class ImportCommand implements Runnable {
  @Parameters(paramLabel = "FILE.pkl", description = "The pickle.")
  private Path file;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where; must be new.")
  private Path out;

  @Option(names = "--name", description = "What reports call it; the file's name if not given.")
  private String name;

  @Mixin private Output output;

  @Override
  public void run() {
    String called = name == null ? baseName() : name;
    ImportSummary summary = new ImportSummary(MmsaImport.run(file, out, called));
    output.result(
        () -> "%s, imported into %s\n\n%s".formatted(called, out, summary.text()),
        () -> summary.json().put("out", out.toString()));
  }

  private String baseName() {
    Path last = file.getFileName();
    return last == null ? "data" : last.toString().replaceFirst("\\.(pkl|pickle)$", "");
  }
}
