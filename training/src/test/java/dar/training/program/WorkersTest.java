package dar.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Endpoint;
import dar.graph.input.Hyperparameters;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.training.Closeness;
import dar.training.config.Configuration;
import dar.training.distributed.Cluster;
import dar.training.optimizer.Schedule;
import dar.training.step.StepOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TBool;

/** Updates of several workers, servers of this one process here, against those of one program. */
class WorkersTest {
  private static final StepOptions OPTIONS = Configuration.DEFAULT.step(Schedule.constant(1e-3));

  private static ModelSpec spec(double dropout) {
    return new ModelSpec(
        Map.of(
            Modality.LANGUAGE, new ModalityShape(6, 20), // wide: convolved once for both inputs
            Modality.VISUAL, new ModalityShape(5, 3),
            Modality.ACOUSTIC, new ModalityShape(5, 2)),
        new Task.Regression(),
        new Hyperparameters(3, 8, 2, 12, 1, 1, 4, dropout));
  }

  private static Cluster serving(int workers) {
    Cluster cluster = new Cluster(ports(workers));
    for (int i = 0; i < workers; i++) {
      cluster.serve(i);
    }
    return cluster;
  }

  private static List<Integer> ports(int count) {
    List<Integer> ports = new ArrayList<>();
    try {
      while (ports.size() < count) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          ports.add(socket.getLocalPort());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ports;
  }

  private static HostBatch batch(int size, int seed) {
    Random random = new Random(seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    spec(0)
        .shapes()
        .forEach(
            (m, shape) -> {
              inputs.put(
                  m.key(), RandomTensors.gaussian(random, size, shape.length(), shape.width()));
              boolean[] keep = new boolean[size * shape.length()];
              for (int i = 0; i < keep.length; i++) {
                keep[i] = random.nextFloat() > 0.3;
              }
              inputs.put(
                  InputNames.keep(m),
                  TBool.tensorOf(Shape.of(size, shape.length()), DataBuffers.of(keep)));
            });
    inputs.put(InputNames.LABELS, RandomTensors.gaussian(random, size));
    return new HostBatch(inputs);
  }

  /** Batches that do not come out even, and such of fewer samples than workers, among them. */
  @ParameterizedTest
  @CsvSource({"2,0.2", "3,0"})
  void theNumbersAreThoseOfOneProgram(int workers, double dropout) {
    try (GraphProgram one = new GraphProgram(spec(dropout), OPTIONS, 3);
        GraphProgram several = new GraphProgram(spec(dropout), OPTIONS, 3, serving(workers))) {
      int[] sizes = {7, 8, 2, 1};
      for (int i = 0; i < sizes.length; i++) {
        int size = sizes[i];
        try (HostBatch batch = batch(size, i)) {
          Map<String, Float> expected = one.step(batch);
          Map<String, Float> found = several.step(batch);
          assertThat(found.keySet()).isEqualTo(expected.keySet());
          expected.forEach(
              (name, loss) ->
                  assertThat((double) Math.abs(found.get(name) - loss))
                      .as("%s of a batch of %d: %s, %s", name, size, loss, found.get(name))
                      .isLessThan(1e-5 * Math.max(Math.abs(loss), 0.1)));
        }
        if (i == 0) {
          assertSameMoments(
              Fetched.variables(one, name -> name.endsWith("/m")),
              Fetched.variables(several, name -> name.endsWith("/m")));
        }
      }
      assertEachComputes(several, workers);
    }
  }

  /** Adam's first moments after one update, a tenth of the gradients: variables themselves. */
  private static void assertSameMoments(Map<String, float[]> one, Map<String, float[]> several) {
    double largest = one.values().stream().mapToDouble(Closeness::largest).max().orElseThrow();
    one.forEach(
        (name, expected) ->
            Closeness.assertClose(name, several.get(name), expected, 1e-4, 1e-3 * largest));
  }

  /** An update has thousands of operations on each worker. */
  private static void assertEachComputes(GraphProgram program, int workers) {
    Endpoint train =
        program.endpoints().stream()
            .filter(endpoint -> endpoint.name().equals("train"))
            .findFirst()
            .orElseThrow();
    Session.Runner runner = program.session().runner();
    train.outputs().values().forEach(runner::fetch);
    runner.setOptions(
        RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
    Map<String, Integer> nodes = new TreeMap<>();
    try (HostBatch batch = batch(9, 1)) {
      batch.inputs().forEach((name, value) -> runner.feed(train.inputs().get(name), value));
      try (Result result = runner.runAndFetchMetadata()) {
        for (DeviceStepStats device :
            result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
          nodes.merge(device.getDevice(), device.getNodeStatsCount(), Integer::sum);
        }
      }
    }
    assertThat(nodes).hasSize(workers);
    assertThat(nodes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(1000));
  }
}
