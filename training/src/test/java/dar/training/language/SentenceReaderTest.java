package dar.training.language;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.BertShape;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.program.GraphProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceReaderTest {
  private static final BertShape BERT = new BertShape(120, 8, 2, 2, 12, 9, 2, 1e-12);
  private static final TokenShape TOKENS = new TokenShape(9, 120);
  private static final int[] LENGTHS = {4, 9, 2, 0, 7, 3, 9, 5, 2, 8, 6, 4, 3, 2, 9, 5, 0, 7, 6, 2};
  private static final int SIZE = 9 * 8;
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  @TempDir private Path folder;
  private Dataset data;
  private GraphProgram program;
  private SentenceReader reader;

  @BeforeEach
  void open() throws IOException {
    data = TokenSets.random(folder.resolve("set"), TOKENS, LENGTHS);
    program = ReadingProgram.random(BERT, TOKENS.length(), 3);
    reader = new SentenceReader(program, data, BERT.width());
  }

  @AfterEach
  void close() {
    program.close();
    data.close();
  }

  /** More sentences than are read at once, of all lengths, in an order of their own. */
  @Test
  void eachSentenceIsReadAsIfItWereAlone() {
    int[] rows = {19, 3, 1, 0, 7, 12, 5, 6, 8, 9, 10, 11, 2, 13, 14, 15, 16, 17, 18, 4};
    float[] vectors = reader.read(Split.VALID, rows, Optional.empty());
    assertThat(vectors).hasSize(rows.length * SIZE);
    for (int i = 0; i < rows.length; i++) {
      float[] found = Arrays.copyOfRange(vectors, i * SIZE, (i + 1) * SIZE);
      assertThat(found)
          .as("row %d", rows[i])
          .containsExactly(reader.read(Split.VALID, new int[] {rows[i]}, Optional.empty()), CLOSE);
      assertThat(Arrays.copyOfRange(found, LENGTHS[rows[i]] * BERT.width(), SIZE))
          .satisfiesAnyOf(
              padding -> assertThat(padding).isEmpty(),
              padding -> assertThat(padding).containsOnly(0));
    }
  }

  /** The rows of a mask are those asked for, in their order, and not those of the split. */
  @Test
  void aMaskErasesTheTokensOfItsOwnRow() {
    int last = LENGTHS.length - 1;
    int[] rows = IntStream.rangeClosed(0, last).map(i -> last - i).toArray();
    int place = last - 4; // of row 4, which has 7 tokens
    boolean[] kept = KeepMask.all(rows.length, 9).toArray();
    kept[place * 9 + 2] = false;
    float[] complete = reader.read(Split.TRAIN, rows, Optional.empty());
    float[] incomplete =
        reader.read(Split.TRAIN, rows, Optional.of(new KeepMask(rows.length, 9, kept)));
    for (int i = 0; i <= last; i++) {
      float[] before = Arrays.copyOfRange(complete, i * SIZE, (i + 1) * SIZE);
      float[] after = Arrays.copyOfRange(incomplete, i * SIZE, (i + 1) * SIZE);
      if (i == place) {
        assertThat(after).isNotEqualTo(before);
      } else {
        assertThat(after).as("place %d", i).isEqualTo(before);
      }
    }
  }

  @Test
  void howManyAreReadAtOnceDoesNotMatter() {
    int[] rows = IntStream.range(0, LENGTHS.length).toArray();
    assertThat(
            new SentenceReader(program, data, BERT.width(), 3)
                .read(Split.TEST, rows, Optional.empty()))
        .containsExactly(reader.read(Split.TEST, rows, Optional.empty()), CLOSE);
  }
}
