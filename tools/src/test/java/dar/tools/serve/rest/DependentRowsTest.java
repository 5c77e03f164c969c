package dar.tools.serve.rest;

import static dar.tools.serve.rest.PlainModel.shape;
import static dar.tools.serve.rest.PlainModel.tensor;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A model of which an answer is of all rows of its request: y = Σ x, and the first of x. */
class DependentRowsTest {
  private static RestServer server;

  @BeforeAll
  static void serve(@TempDir Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.withName("x").placeholder(TFloat32.class);
      var sum = tf.math.add(tf.zerosLike(x), tf.sum(x, tf.constant(0)));
      var first = tf.slice(x, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
      PlainModel.write(
          graph,
          Map.of(
              "serving_default",
              PlainModel.signature(
                  Method.PREDICT,
                  Map.of("x", tensor(x, shape(-1))),
                  Map.of("y", tensor(sum, shape(-1)))),
              "first",
              PlainModel.signature(
                  Method.PREDICT,
                  Map.of("x", tensor(x, shape(-1))),
                  Map.of("y", tensor(first, shape(-1))))),
          folder.resolve("sums/1"));
    }
    server = RestServer.start(folder, RestServer.LIMITS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer ask(String body) {
    return server.post("/v1/models/sums:predict", body);
  }

  @Test
  void aLongRequestIsNotSplit() {
    int rows = RestServer.LIMITS.batch() + 3;
    ask("{\"inputs\": %s}".formatted(Collections.nCopies(rows, 1)))
        .assertGood("{\"outputs\": %s}".formatted(Collections.nCopies(rows, rows + ".0")));
  }

  @Test
  void requestsAreNotJoined() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 32)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask("{\"inputs\": [1, 2]}")))
            .collect(Collectors.toList());
    answers.forEach(answer -> answer.join().assertGood("{\"outputs\": [3.0, 3.0]}"));
  }

  @Test
  void anAnswerMayHaveRowsOfItsOwn() {
    ask("{\"signature_name\": \"first\", \"inputs\": [4, 5, 6]}")
        .assertGood("{\"outputs\": [4.0]}");
    ask("{\"inputs\": []}").assertGood("{\"outputs\": []}");
  }
}
