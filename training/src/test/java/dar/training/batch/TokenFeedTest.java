package dar.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.language.TokenSets;
import dar.training.missing.KeepMask;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

class TokenFeedTest {
  private static final TokenShape TOKENS = new TokenShape(5, 120);
  private static final int[] ROWS = {2, 0, 3};

  /** Row 1 of the batch lacks its second token, row 2 one of its padding. */
  private static final KeepMask KEEP =
      new KeepMask(
          3,
          5,
          new boolean[] {
            true, true, true, true, true, true, false, true, true, true, true, true, true, true,
            false
          });

  @TempDir private Path folder;
  private Dataset data;
  private TokenFeed feed;
  private int[] ids;

  @BeforeEach
  void open() throws IOException {
    data = TokenSets.random(folder.resolve("set"), TOKENS, 4, 5, 2, 0);
    feed = new TokenFeed(data);
    ids = new int[ROWS.length * TOKENS.length()];
    data.readTokens(Split.TEST, ROWS, ids);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static int[] ints(HostBatch batch, String name) {
    TInt32 tensor = (TInt32) batch.inputs().get(name);
    assertThat(tensor.shape()).isEqualTo(Shape.of(3, 5));
    int[] values = new int[(int) tensor.size()];
    tensor.asRawTensor().data().asInts().read(values);
    return values;
  }

  @Test
  void completeSentencesComeWithTheirMask() {
    try (HostBatch batch = new HostBatch(feed.complete(Split.TEST, ROWS, KEEP))) {
      assertThat(batch.inputs().keySet())
          .containsExactlyInAnyOrder(
              InputNames.LANGUAGE_IDS,
              InputNames.LANGUAGE_MASK,
              InputNames.keep(Modality.LANGUAGE));
      assertThat(ints(batch, InputNames.LANGUAGE_IDS)).isEqualTo(ids);
      TBool keep = (TBool) batch.inputs().get(InputNames.keep(Modality.LANGUAGE));
      for (int i = 0; i < 15; i++) {
        assertThat(keep.getBoolean(i / 5, i % 5)).isEqualTo(KEEP.isKept(i / 5, i % 5));
      }
    }
  }

  @Test
  void theMaskMarksRealTokensAndNotWhatIsErased() {
    int[] mask = {1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
    try (HostBatch complete = new HostBatch(feed.complete(Split.TEST, ROWS, KEEP));
        HostBatch incomplete = new HostBatch(feed.incomplete(Split.TEST, ROWS, KEEP))) {
      assertThat(ints(complete, InputNames.LANGUAGE_MASK)).isEqualTo(mask);
      assertThat(ints(incomplete, InputNames.LANGUAGE_MASK)).isEqualTo(mask);
    }
  }

  @Test
  void erasedTokensAreUnknown() {
    int[] expected = ids.clone();
    expected[5 + 1] = TokenShape.UNKNOWN;
    expected[10 + 4] = TokenShape.UNKNOWN; // padding, which no one reads
    try (HostBatch batch = new HostBatch(feed.incomplete(Split.TEST, ROWS, KEEP))) {
      assertThat(batch.inputs().keySet())
          .containsExactlyInAnyOrder(InputNames.LANGUAGE_IDS, InputNames.LANGUAGE_MASK);
      assertThat(ints(batch, InputNames.LANGUAGE_IDS)).isEqualTo(expected);
      assertThat(Arrays.stream(ids).filter(id -> id == TokenShape.UNKNOWN).count()).isZero();
    }
  }
}
