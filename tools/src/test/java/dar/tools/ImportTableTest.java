package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTableTest {
  private static final String TABLE =
      "id,text,label,split\na,A good film.,2,train\nb,So so.,1,valid\nc,,0,test\n";

  @TempDir Path folder;

  @Test
  void aTableIsImportedAndShown() throws IOException {
    Path table = Files.writeString(folder.resolve("own.csv"), TABLE);
    Path out = folder.resolve("set");
    CommandLineRun imported =
        CommandLineRun.of(
            "data", "import", table, "--out", out, "--task", "classification", "--length", "8");
    assertThat(imported.err()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(imported.out()).contains("own, imported into " + out, "8 tokens");
    assertThat(CommandLineRun.of("data", "inspect", out).out())
        .contains("own: 3 classes", "8 tokens", "1 absent");
    assertThat(CommandLineRun.of("data", "inspect", out, "--json").out())
        .contains("\"language\":{\"kind\":\"tokens\",\"length\":8,\"vocabulary\":30522}");
  }

  @Test
  void optionsOfTheOtherKindAreRefused() throws IOException {
    Path table = Files.writeString(folder.resolve("own.csv"), TABLE);
    refused(
        "--language: expected with a pickle, found with " + table, table, "--language", "tokens");
    Path pickle = folder.resolve("a.pkl");
    refused("--labels: expected with a table, found with " + pickle, pickle, "--labels", "0,1");
    refused("labels: expected two numbers MIN,MAX, found 1", table, "--labels", "1");
    refused("labels: expected a range MIN,MAX, found 1.0,0.0", table, "--labels", "1,0");
    refused("expected one of regression, classification, found rank", table, "--task", "rank");
    refused("expected one of tokens, vectors, found words", pickle, "--language", "words");
  }

  private void refused(String message, Path file, String option, String value) {
    Path out = folder.resolve("none");
    CommandLineRun run = CommandLineRun.of("data", "import", file, "--out", out, option, value);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }
}
