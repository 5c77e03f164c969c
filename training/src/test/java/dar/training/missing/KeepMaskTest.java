package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
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
}
