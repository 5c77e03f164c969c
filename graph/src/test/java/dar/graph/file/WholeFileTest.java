package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void takesThePlaceOfWhatIsThere() {
    Path file = folder.resolve("new/file");
    WholeFile.write(file, "first");
    WholeFile.write(file, "second, ü");
    assertThat(file).hasContent("second, ü");
    assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void whatIsThereStaysWhereTheDiskIsFull() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "first");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "sec");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": expected room to write, found no space left on the device");
    assertThat(file).hasContent("first");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aFileInTheWayIsToldInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> WholeFile.write(file.resolve("new"), "text"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": expected a directory, found a file");
  }
}
