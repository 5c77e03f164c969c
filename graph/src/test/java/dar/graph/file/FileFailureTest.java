package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {
  @Test
  void aFullDiskIsTheUsersToMend() {
    for (String message :
        new String[] {"write: No space left on device", "Disk quota exceeded", "File too large"}) {
      IOException full = new IOException(message);
      assertThat(FileFailure.of("there", full))
          .isInstanceOf(BadInputException.class)
          .hasMessage("there: expected room to write, found no space left on the device");
      assertThat(FileFailure.reason(full)).isEqualTo("no space left on the device");
    }
  }

  @Test
  void aPlaceThatMayNotBeWrittenToIsTheUsersToMend() {
    assertThat(FileFailure.of("there", new AccessDeniedException("there/x")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("there: expected a place to write to, found no permission for there/x");
    assertThat(FileFailure.of("there", new FileSystemException("x", null, "Read-only file system")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("there: expected a place to write to, found x: Read-only file system");
  }

  @Test
  void onlyAFileIsInTheWay(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(FileFailure.of("there", new FileAlreadyExistsException(file.toString())))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": expected a directory, found a file");
    assertThat(FileFailure.of("there", new FileAlreadyExistsException(folder.toString())))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatMayNotBeReadIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads all");
    assertThat(FileFailure.of("there", new AccessDeniedException(file.toString())))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": expected to read it, found no permission");
  }

  @Test
  void anythingElseIsNot() {
    IOException broken = new IOException("Input/output error");
    assertThat(FileFailure.of("there", broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(broken);
    assertThat(FileFailure.of("there", new IOException())).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aReasonSaysWhatHappenedAndIsOneLine() {
    assertThat(FileFailure.reason(new IOException("first\nsecond"))).isEqualTo("first");
    assertThat(FileFailure.reason(new AccessDeniedException("a/b")))
        .isEqualTo("no permission for a/b");
    assertThat(FileFailure.reason(new NoSuchFileException("a/b")))
        .isEqualTo("NoSuchFileException: a/b");
    assertThat(FileFailure.reason(new FileSystemException("a/b", null, "Not a directory")))
        .isEqualTo("a/b: Not a directory");
  }
}
