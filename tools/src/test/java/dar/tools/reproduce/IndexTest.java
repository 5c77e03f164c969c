package dar.tools.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
  private static final Index.Entry ENTRY =
      new Index.Entry(
          "k0.4-seed2",
          List.of("missing.rate=0.4"),
          2,
          Status.PENDING,
          "cells/k0.4-seed2",
          "dar train",
          null);

  @TempDir Path folder;

  @Test
  void comesBackAsItWasWritten() throws IOException {
    Path file = folder.resolve("index.json");
    assertThat(Index.read(file)).isEmpty();
    Index index =
        index("abc", 3).with(ENTRY).with(ENTRY.because(Optional.of("exit code 1: no memory")));
    index.write(file);
    assertThat(Index.read(file)).contains(index);
    assertThat(Files.readString(file)).contains("\"status\" : \"pending\"", "\"commit\" : \"abc\"");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void anIndexOfAnotherFormatIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("index.json"), "{\"format\": 2}");
    assertThatThrownBy(() -> Index.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected an index of format 1");
    Files.writeString(file, "{\"cells\": ");
    assertThatThrownBy(() -> Index.read(file)).isInstanceOf(BadInputException.class);
  }

  @Test
  void aDifferenceIsNamed() {
    index("abc", 3).with(ENTRY).requireSame(folder, index("abc", 3));
    assertThatThrownBy(() -> index("abc", 3).requireSame(folder, index("abc", 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder + ": training.epochs: expected 2, found 3");
    assertThatThrownBy(() -> index("abc", 3).requireSame(folder, index("def", 3)))
        .hasMessage(folder + ": code commit: expected \"def\", found \"abc\"");
  }

  @Test
  void oneReproductionAtATime() throws IOException {
    Path file = folder.resolve("new/lock");
    try (FolderLock lock = FolderLock.take(file)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("expected no other reproduction");
    }
    FolderLock.take(file).close();
  }

  private static Index index(String commit, int epochs) {
    return new Index(
        Index.FORMAT,
        commit,
        new Index.Versions("2", "17"),
        new Index.Data("data", "123", "data"),
        Difference.tree("{training: {epochs: %d, batch: 4}}".formatted(epochs)),
        1,
        List.of());
  }
}
