package dar.tools.command;

import dar.tools.report.DatasetSummary;
import dar.training.data.Dataset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a dataset holds. */
@Command(name = "inspect", description = "Show sizes, shapes, what is absent, and the labels.")
public final class InspectCommand implements Runnable {
  @Parameters(paramLabel = "PATH", description = "A dataset directory or an MMSA pickle.")
  private Path path;

  @Mixin private Output output;

  @Override
  public void run() {
    try (Dataset data = Home.ofUser().open(path)) {
      DatasetSummary summary = new DatasetSummary(data);
      output.result(summary::text, summary::json);
    }
  }
}
