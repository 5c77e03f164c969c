package dar.tools.report.run;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run directory written by hand, on a data set whose name is an attack. */
final class SmallRun {
  /** What every run has. */
  static final List<String> ALWAYS =
      List.of("manifest.json", "config.yaml", "metrics.jsonl", "robustness.json");

  /** What only some have. */
  static final List<String> SOMETIMES = List.of("evaluation.json", "per_metric.json");

  private SmallRun() {}

  /** Puts these of its files into a folder. */
  static void copy(Path folder, List<String> names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      Files.write(
          folder.resolve(name), Resources.toByteArray(Resources.getResource(SmallRun.class, name)));
    }
  }
}
