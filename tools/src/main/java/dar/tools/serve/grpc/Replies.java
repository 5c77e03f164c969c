package dar.tools.serve.grpc;

import dar.tools.serve.model.ServingException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers and failures on their way to a client. */
final class Replies {
  private Replies() {}

  /** Sends what is computed, when it is there. */
  static <T> void later(StreamObserver<T> client, Supplier<CompletableFuture<T>> answer) {
    ((ServerCallStreamObserver<T>) client).setOnCancelHandler(() -> {}); // or an answer would throw
    CompletableFuture<T> future;
    try {
      future = answer.get();
    } catch (RuntimeException e) {
      future = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                client.onNext(value);
                client.onCompleted();
              } else {
                ServingException why = ServingException.of(failure);
                client.onError(
                    why.code().toStatus().withDescription(why.getMessage()).asRuntimeException());
              }
            });
  }

  /** Sends what is there. */
  static <T> void now(StreamObserver<T> client, Supplier<T> answer) {
    later(client, () -> CompletableFuture.completedFuture(answer.get()));
  }
}
