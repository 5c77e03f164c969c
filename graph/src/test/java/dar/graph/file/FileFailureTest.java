package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

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
