package dar.tools.serve.model;

import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tensorflow.proto.TensorProto;

/**
 * Neighbouring samples of a request, which run in one batch.
 *
 * @param kind equal where pieces may run together
 * @param arrived when it came, and {@code deadline} when nobody waits for it any more ({@link
 *     System#nanoTime()})
 * @param answer outputs by name
 */
record Piece(
    Call call,
    Object kind,
    int from,
    int rows,
    long arrived,
    long deadline,
    CompletableFuture<Map<String, TensorProto>> answer) {

  Piece(Call call, Object kind, int from, int rows, long deadline) {
    this(call, kind, from, rows, System.nanoTime(), deadline, new CompletableFuture<>());
  }

  boolean mayJoin(Piece first) {
    return kind.equals(first.kind);
  }

  /** Answers with a failure if nobody waits any more. */
  boolean isLate() {
    if (System.nanoTime() - deadline < 0) {
      return false;
    }
    answer.completeExceptionally(
        new ServingException(
            Status.Code.DEADLINE_EXCEEDED, "request: expected an answer in time, found none"));
    return true;
  }

  /** The answer to the whole request. */
  static CompletableFuture<Map<String, TensorProto>> together(List<Piece> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0).answer;
    }
    return CompletableFuture.allOf(
            pieces.stream().map(Piece::answer).toArray(CompletableFuture[]::new))
        .thenApply(done -> joined(pieces));
  }

  private static Map<String, TensorProto> joined(List<Piece> pieces) {
    Map<String, TensorProto> joined = new HashMap<>();
    for (String output : pieces.get(0).call.signature().outputs()) {
      TensorProto.Builder tensor = TensorProto.newBuilder();
      pieces.forEach(piece -> tensor.clearTensorShape().mergeFrom(piece.answer.join().get(output)));
      tensor.getTensorShapeBuilder().getDimBuilder(0).setSize(pieces.get(0).call.rows());
      joined.put(output, tensor.build());
    }
    return joined;
  }
}
