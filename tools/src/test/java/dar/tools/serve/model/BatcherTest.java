package dar.tools.serve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.proto.TensorProto;

/** Batches answer y = the first x of each sample. */
@Timeout(20)
class BatcherTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch open = new CountDownLatch(1);
  private int most;

  @Test
  void fullBatchesDoNotWait() {
    try (Batcher batcher = batcher(4, LONG, 100)) {
      open.countDown();
      var first = add(batcher, 1, 2);
      var second = add(batcher, 3, 4);
      assertThat(first.join()).isEqualTo(ys(1, 2));
      assertThat(second.join()).isEqualTo(ys(3, 4));
      assertThat(batches).containsExactly(List.of(2, 2));
    }
  }

  @Test
  void patienceEnds() {
    try (Batcher batcher = batcher(4, Duration.ofMillis(20), 100)) {
      open.countDown();
      assertThat(add(batcher, 1).join()).isEqualTo(ys(1));
      assertThat(batches).containsExactly(List.of(1));
    }
  }

  @Test
  void whatComesWhileOthersRunIsJoined() {
    try (Batcher batcher = batcher(3, Duration.ZERO, 100)) {
      var running = add(batcher, 0);
      awaitTaken(batcher);
      List<CompletableFuture<Map<String, TensorProto>>> later = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        later.add(add(batcher, i));
      }
      open.countDown();
      assertThat(running.join()).isEqualTo(ys(0));
      for (int i = 1; i <= 5; i++) {
        assertThat(later.get(i - 1).join()).isEqualTo(ys(i));
      }
      assertThat(batches).containsExactly(List.of(1), List.of(1, 1, 1), List.of(1, 1));
    }
  }

  @Test
  void largeRequestsAreSplitAndJoinedAgain() {
    try (Batcher batcher = batcher(4, Duration.ZERO, 100)) {
      open.countDown();
      assertThat(add(batcher, 1, 2, 3, 4, 5, 6, 7, 8, 9).join())
          .isEqualTo(ys(1, 2, 3, 4, 5, 6, 7, 8, 9));
      assertThat(batches).containsExactly(List.of(4), List.of(4), List.of(1));
    }
  }

  @Test
  void otherShapesRunApart() {
    try (Batcher batcher = batcher(4, Duration.ZERO, 100)) {
      var running = add(batcher, 0);
      awaitTaken(batcher);
      var narrow = add(batcher, 1);
      var wide = add(batcher, Requests.floats(Requests.shape(1, 2), 2, 0));
      var narrowAgain = add(batcher, 3);
      open.countDown();
      assertThat(List.of(running.join(), narrow.join(), wide.join(), narrowAgain.join()))
          .containsExactly(ys(0), ys(1), ys(2), ys(3));
      assertThat(batches).containsExactly(List.of(1), List.of(1, 1), List.of(1));
    }
  }

  @Test
  void aFullQueueTakesNoMore() {
    try (Batcher batcher = batcher(2, Duration.ZERO, 3)) {
      var running = add(batcher, 0);
      awaitTaken(batcher);
      var waiting = add(batcher, 1, 2, 3);
      assertThat(batcher.waiting()).isEqualTo(3);
      assertThatThrownBy(() -> add(batcher, 4))
          .isInstanceOfSatisfying(
              ServingException.class, e -> assertThat(e.code()).isEqualTo(Status.Code.UNAVAILABLE));
      assertThatThrownBy(() -> add(batcher, 4, 5, 6, 7))
          .hasMessage("Task size 4 is larger than maximum input batch size 3");
      open.countDown();
      assertThat(running.join()).isEqualTo(ys(0));
      assertThat(waiting.join()).isEqualTo(ys(1, 2, 3));
      assertThat(add(batcher, 4).join()).isEqualTo(ys(4));
    }
  }

  @Test
  void closingAnswersWhatThereIs() {
    Batcher batcher = batcher(2, LONG, 100);
    open.countDown();
    var waiting = add(batcher, 1);
    batcher.close();
    assertThat(waiting.join()).isEqualTo(ys(1));
    assertThatThrownBy(() -> add(batcher, 2)).isInstanceOf(ServingException.class);
  }

  private Batcher batcher(int most, Duration patience, int waiting) {
    this.most = most;
    return new Batcher(
        "test", new RequestLimits(most, patience, waiting, 1 << 20, LONG), this::run);
  }

  private void run(List<Piece> batch) {
    Uninterruptibles.awaitUninterruptibly(open);
    batches.add(batch.stream().map(Piece::rows).toList());
    for (Piece piece : batch) {
      TensorProto x = piece.call().inputs().get("x").message();
      int width = (int) x.getTensorShape().getDim(1).getSize();
      float[] ys = new float[piece.rows()];
      for (int i = 0; i < ys.length; i++) {
        ys[i] = x.getFloatVal((piece.from() + i) * width);
      }
      piece.answer().complete(ys(ys));
    }
  }

  private CompletableFuture<Map<String, TensorProto>> add(Batcher batcher, float... xs) {
    return add(batcher, Requests.floats(Requests.shape(xs.length, 1), xs));
  }

  private CompletableFuture<Map<String, TensorProto>> add(Batcher batcher, TensorProto x) {
    Call call = Requests.signature().check(Map.of("x", x), 1 << 20);
    List<Piece> pieces = call.pieces(most, System.nanoTime() + LONG.toNanos());
    batcher.add(pieces);
    return Piece.together(pieces);
  }

  private static Map<String, TensorProto> ys(float... ys) {
    return Map.of("y", Requests.floats(Requests.shape(ys.length), ys));
  }

  private static void awaitTaken(Batcher batcher) {
    while (batcher.waiting() > 0) {
      Thread.onSpinWait();
    }
  }
}
