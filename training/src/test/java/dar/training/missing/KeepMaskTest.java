package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepMaskTest {
  private final KeepMask mask =
      new KeepMask(3, 2, new boolean[] {true, false, true, true, false, false});

  @Test
  void readsInCOrder() {
    assertThat(mask.isKept(0, 1)).isFalse();
    assertThat(mask.isKept(1, 1)).isTrue();
    assertThat(mask.isKept(2, 0)).isFalse();
    assertThat(mask.erased()).isEqualTo(3);
    assertThatThrownBy(() -> mask.isKept(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rowsMakeABatchInTheOrderAsked() {
    assertThat(mask.rows(2, 0))
        .isEqualTo(new KeepMask(2, 2, new boolean[] {false, false, true, false}));
    assertThat(mask.rows(0, 1, 2)).isEqualTo(mask).hasSameHashCodeAs(mask);
    assertThat(mask.rows()).isEqualTo(new KeepMask(0, 2, new boolean[0]));
    assertThatThrownBy(() -> mask.rows(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void neverChanges() {
    boolean[] given = {true, true};
    KeepMask one = new KeepMask(1, 2, given);
    given[0] = false;
    one.toArray()[1] = false;
    assertThat(one.toArray()).containsExactly(true, true);
  }

  @Test
  void refusesAnotherNumberOfEntries() {
    assertThatThrownBy(() -> new KeepMask(2, 2, new boolean[3]))
        .isInstanceOf(BadInputException.class)
        .hasMessage("keep mask: expected 2 x 2 entries, found 3");
  }

  /** TFR-Net: missing_mask[i][0] = missing_mask[i][length - 1] = 1. */
  @Test
  void theEndsOfTokensAreKept() {
    KeepMask none = new KeepMask(4, 3, new boolean[12]);
    assertThat(none.withEndsKept(new int[] {3, 2, 1, 0}))
        .isEqualTo(
            new KeepMask(
                4,
                3,
                new boolean[] {
                  true, false, true, true, true, false, true, false, false, false, false, false
                }));
    assertThat(none.erased()).isEqualTo(12);
    assertThatThrownBy(() -> none.withEndsKept(new int[3]))
        .isInstanceOf(BadInputException.class)
        .hasMessage("keep mask: expected 4 lengths, found 3");
    assertThatThrownBy(() -> none.withEndsKept(new int[] {0, 4, 0, 0}))
        .hasMessage("length of sample 1: expected in [0, 3], found 4");
  }

  /** All other steps are those that NumPy drew, bit for bit. */
  @Test
  void allBetweenTheEndsIsAsItWas() {
    KeepMask drawn = EvaluationMasks.uniformGreater(1111, 50, 20, 0.7);
    int[] lengths = IntStream.range(0, 50).map(sample -> sample % 21).toArray();
    KeepMask kept = drawn.withEndsKept(lengths);
    for (int sample = 0; sample < 50; sample++) {
      for (int step = 0; step < 20; step++) {
        boolean end = lengths[sample] > 0 && (step == 0 || step == lengths[sample] - 1);
        assertThat(kept.isKept(sample, step)).isEqualTo(end || drawn.isKept(sample, step));
      }
    }
  }
}
