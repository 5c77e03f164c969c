package dar.training.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.file.UserFolder;
import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.NpyMap;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.program.GraphProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceStoreTest {
  private static final BertShape BERT = new BertShape(120, 8, 1, 2, 12, 5, 2, 1e-12);
  private static final TokenShape TOKENS = new TokenShape(5, 120);
  private static final int[] ROWS = {0, 1, 2};

  @TempDir private Path folder;
  private Dataset data;
  private GraphProgram program;
  private final List<String> told = new ArrayList<>();

  private final ReadingListener listener =
      new ReadingListener() {
        @Override
        public void reading(Split split, int done, int total) {
          told.add("read %s %d of %d".formatted(split.key(), done, total));
        }

        @Override
        public void found(Split split, Path file) {
          told.add("found %s %s".formatted(split.key(), file.getFileName()));
        }
      };

  @BeforeEach
  void open() throws IOException {
    data = TokenSets.random(folder.resolve("set"), TOKENS, 4, 5, 2);
    program = ReadingProgram.random(BERT, TOKENS.length(), 3);
  }

  @AfterEach
  void close() {
    program.close();
    data.close();
  }

  /** A new one for each opening, as each run has. */
  private SentenceStore store(String weights) {
    return new SentenceStore(
        data, weights, new SentenceReader(program, data, BERT.width()), listener);
  }

  private float[] vectors(String weights, Optional<KeepMask> keep) {
    NpyMap map = store(weights).vectors(Split.VALID, keep);
    float[] values = new float[ROWS.length * map.rowLength()];
    map.read(ROWS, values);
    return values;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> listed = Files.list(data.directory().resolve("sentences"))) {
      return listed.sorted().toList();
    }
  }

  private static KeepMask erasing(int place) {
    boolean[] kept = new boolean[ROWS.length * TOKENS.length()];
    Arrays.fill(kept, true);
    kept[place] = false;
    return new KeepMask(ROWS.length, TOKENS.length(), kept);
  }

  @Test
  void whatCannotBeKeptBesideTheDataIsTheUsers() throws IOException {
    Path file = Path.of("sentences", "key.npy");
    Path beside = folder.resolve("set").resolve(file);
    assertThat(SentenceStore.place(file, folder.resolve("set"), true)).isEqualTo(beside);
    assertThat(SentenceStore.place(file, folder.resolve("set"), false))
        .isEqualTo(UserFolder.path().resolve(file));
    Files.createFile(Files.createDirectories(beside.getParent()).resolve("key.npy"));
    assertThat(SentenceStore.place(file, folder.resolve("set"), false)).isEqualTo(beside);
  }

  @Test
  void theSecondOpeningReadsFromDisk() throws IOException {
    float[] first = vectors("a", Optional.empty());
    assertThat(first)
        .isEqualTo(
            new SentenceReader(program, data, BERT.width())
                .read(Split.VALID, ROWS, Optional.empty()));
    byte[] bytes = Files.readAllBytes(files().get(0));
    assertThat(vectors("a", Optional.empty())).isEqualTo(first);
    assertThat(files()).hasSize(1);
    assertThat(Files.readAllBytes(files().get(0))).isEqualTo(bytes);
    assertThat(told).containsExactly("read valid 3 of 3", "found valid " + name(files().get(0)));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Test
  void whatTheVectorsDependOnHasAFileOfItsOwn() throws IOException {
    float[] complete = vectors("a", Optional.empty());
    vectors("b", Optional.empty());
    float[] second = vectors("a", Optional.of(erasing(1)));
    float[] third = vectors("a", Optional.of(erasing(2)));
    store("a").vectors(Split.TRAIN, Optional.empty());
    assertThat(files()).hasSize(5).allMatch(file -> name(file).matches("[0-9a-f]{32}\\.npy"));
    assertThat(told).hasSize(5).allMatch(line -> line.startsWith("read "));
    assertThat(second).isNotEqualTo(complete).isNotEqualTo(third);
    assertThat(vectors("a", Optional.of(erasing(1)))).isEqualTo(second);
    assertThat(told).last().asString().startsWith("found valid");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    vectors("a", Optional.empty());
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    assertRefused(file);
    Files.write(file, new byte[] {1, 2, 3});
    assertRefused(file);
    Files.delete(file);
    vectors("a", Optional.empty());
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  private void assertRefused(Path file) {
    assertThatThrownBy(() -> vectors("a", Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": expected ")
        .hasMessageEndingWith("; delete the file to have it made again")
        .hasMessageNotContaining("\n");
  }

  /** Nothing half-written stays, and nothing is taken for what it is not. */
  @Test
  void aReadingThatFailsLeavesNothing() throws IOException {
    program.close();
    assertThatThrownBy(() -> vectors("a", Optional.empty())).isInstanceOf(RuntimeException.class);
    assertThat(files()).isEmpty();
    program = ReadingProgram.random(BERT, TOKENS.length(), 3);
  }
}
