package dar.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AheadTest {
  private static final int SECONDS = 20;

  private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());

  private record Item(int place, List<Integer> closed) implements AutoCloseable {
    @Override
    public void close() {
      closed.add(place);
    }
  }

  @Test
  void givesAllInTheirOrder() {
    List<Integer> taken = new ArrayList<>();
    try (Ahead<Item> ahead = new Ahead<>(5, i -> new Item(i, closed))) {
      for (int i = 0; i < 5; i++) {
        try (Item item = ahead.next()) {
          taken.add(item.place());
        }
      }
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(taken).containsExactly(0, 1, 2, 3, 4);
    assertThat(closed).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void theNextIsMadeWhileTheLastIsInUse() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch third = new CountDownLatch(1);
    List<CountDownLatch> made = List.of(new CountDownLatch(1), second, third);
    try (Ahead<Item> ahead =
        new Ahead<>(
            3,
            i -> {
              made.get(i).countDown();
              return new Item(i, closed);
            })) {
      assertThat(ahead.next().place()).isZero();
      assertThat(second.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(third.getCount()).as("no more than one ahead").isEqualTo(1);
    }
    assertThat(closed).as("made and never taken").containsExactly(1);
  }

  @Test
  void whatMakingOneThrowsIsThrownWhereItIsTaken() {
    try (Ahead<Item> ahead =
        new Ahead<>(
            2,
            i -> {
              if (i == 1) {
                throw new IllegalArgumentException("batch 1");
              }
              return new Item(i, closed);
            })) {
      assertThat(ahead.next().place()).isZero();
      assertThatThrownBy(ahead::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batch 1");
    }
  }

  @Test
  void anEmptySeriesHasNothingToGive() {
    try (Ahead<Item> ahead = new Ahead<>(0, i -> new Item(i, closed))) {
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
  }
}
