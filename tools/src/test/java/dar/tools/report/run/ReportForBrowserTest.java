package dar.tools.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dar.tools.report.document.OddReport;
import dar.tools.report.document.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes reports for {@code tools/interop/check_report.py} to judge in a browser. Runs with {@code
 * -Ddar.interop.out=FOLDER} only.
 */
class ReportForBrowserTest {
  private static final String OUT = "dar.interop.out";

  @Test
  void ofARun() throws IOException {
    Path run = folder().resolve("run");
    SmallRun.copy(run, SmallRun.ALWAYS);
    SmallRun.copy(run, SmallRun.SOMETIMES);
    RunReport.write(run);
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void ofWhatIsHardToDraw() {
    Path odd = folder().resolve("odd");
    ReportFiles.write(OddReport.report(), odd);
    assertThat(odd.resolve("report.html")).isNotEmptyFile();
  }

  private static Path folder() {
    String out = System.getProperty(OUT, "");
    assumeTrue(!out.isEmpty(), "no folder to write to: give -D" + OUT + "=FOLDER");
    return Path.of(out);
  }
}
