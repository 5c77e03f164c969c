package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path root;

  @Test
  void appearsWholeAtTheEnd() throws IOException {
    Path target = root.resolve("new/folder");
    try (TemporaryFolder folder = new TemporaryFolder(target)) {
      Files.writeString(folder.path().resolve("file"), "text");
      assertThat(target).doesNotExist();
      folder.commit();
    }
    assertThat(target.resolve("file")).hasContent("text");
    assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(target));
  }

  @Test
  void nothingStaysOfWhatIsNotCommittedNorOfNewParents() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder(root.resolve("new/deep/folder"))) {
      Files.writeString(Files.createDirectory(folder.path().resolve("half")).resolve("file"), "");
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aParentThatOthersUseStays() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder(root.resolve("new/folder"))) {
      assertThat(folder.path()).isEmptyDirectory();
      Files.writeString(root.resolve("new/other"), "");
    }
    assertThat(root.resolve("new")).isDirectoryContaining("glob:**/other");
  }

  @Test
  void aTargetThatExistsStaysAsItIs() throws IOException {
    Path target = root.resolve("folder");
    try (TemporaryFolder folder = new TemporaryFolder(target)) {
      Files.createDirectory(target);
      assertThatThrownBy(folder::commit)
          .isInstanceOf(BadInputException.class)
          .hasMessage(target + ": expected a folder to be made, found one that exists");
    }
    assertThatThrownBy(() -> new TemporaryFolder(target)).isInstanceOf(BadInputException.class);
    assertThat(root).isDirectoryNotContaining(path -> !path.equals(target));
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aFileOnTheWayStays() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "text");
    assertThatThrownBy(() -> new TemporaryFolder(file.resolve("new/folder")))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("text");
  }
}
