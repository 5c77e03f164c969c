package dar.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.graph.DarModel;
import dar.graph.Inputs;
import dar.graph.Objective;
import dar.graph.Sessions;
import dar.graph.decouple.Decouple;
import dar.graph.decouple.Posteriors;
import dar.graph.input.Batch;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import dar.ops.Precision;
import dar.ops.gradient.GradientTape;
import dar.training.optimizer.Adam;
import dar.training.optimizer.Schedule;
import dar.training.program.Fetched;
import dar.training.step.AlternatingStep;
import dar.training.step.LanguageRate;
import dar.training.step.StepOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Losses, gradients and 20 alternating updates against the PyTorch peer (design 7), on numbers
 * written by tools/interop/peer_fixture.py: a small model always, the full one where the system
 * property names its file.
 */
class PeerAgreementTest {
  private static final String FULL = "dar.peer.fixture";

  @Test
  void smallModelAgrees() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("peer-small.json")) {
      compare(new ObjectMapper().readTree(in));
    }
  }

  @Test
  void fullModelAgrees() throws IOException {
    String file = System.getProperty(FULL);
    assumeTrue(
        file != null,
        "no -D" + FULL + ": tools/interop/agree-with-peer.sh makes it where PyTorch is at hand");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      compare(new ObjectMapper().readTree(in));
    }
  }

  private static void compare(JsonNode peer) {
    ModelSpec spec = spec(peer.get("size"));
    try (Graph graph = new Graph()) {
      Ops tf = GradientTape.of(Ops.create(graph)).ops();
      Inputs inputs = new Inputs(spec, inputs(tf, peer));
      Batch batch = inputs.batch(tf);
      AlternatingStep step = new AlternatingStep(spec, options(), 1);
      Variables vars = Variables.create(tf, 0);
      step.declare(vars);
      List<Op> assigned = new ArrayList<>();
      for (Variable<?> variable : vars.all()) {
        JsonNode weight = peer.get("weights").get(variable.name());
        assigned.add(
            weight == null
                ? variable.initializer()
                : tf.assignVariableOp(variable.handle(), constant(tf, weight)));
      }
      assertThat(vars.all().stream().filter(Variable::trainable).map(Variable::name))
          .containsExactlyInAnyOrderElementsOf(names(peer.get("weights")));
      GradientTape tape = GradientTape.of(tf);
      DarModel model = DarModel.create(vars, spec);
      Posteriors q = Posteriors.create(vars, spec.hyperparameters());
      Decouple.Pair features =
          model.decouple().call(tf, batch.complete(), batch.incomplete(), DropoutNoise.none());
      Map<String, Operand<TFloat32>> losses =
          new LinkedHashMap<>(
              model
                  .losses(
                      tf,
                      model.outputs(tf, features, DropoutNoise.none()),
                      q,
                      batch.labels(),
                      Objective.PAPER)
                  .losses()
                  .named());
      Map<Modality, Operand<TFloat32>> erased =
          Modality.each(
              m ->
                  tf.math.mul(
                      batch.complete().get(m),
                      ((Incomplete.Erased) batch.incomplete().get(m)).keep()));
      Operand<TFloat32> prediction = model.represent(tf, erased).prediction();
      losses.put("loss_q", q.fit(tf, features.incomplete().heldFixed(tf)));
      Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
      gradients(tape, losses.get("loss"), vars, peer.get("gradients"), gradients);
      gradients(tape, losses.get("loss_q"), vars, peer.get("q_gradients"), gradients);
      AlternatingStep.Result update = step.call(tape, vars, inputs);

      try (Session session = new Session(graph, Sessions.sideBySide())) {
        Session.Runner begin = session.runner();
        assigned.forEach(begin::addTarget);
        begin.run().close();
        Map<String, Operand<TFloat32>> fetched = new LinkedHashMap<>(losses);
        fetched.put("prediction", prediction);
        fetched.putAll(gradients);
        Map<String, float[]> ours = Fetched.of(session, fetched);
        losses.forEach(
            (name, loss) ->
                assertClose(name, ours.get(name)[0], peer.get("losses").get(name), 1e-4));
        Closeness.assertClose(
            "prediction", ours.get("prediction"), floats(peer.get("predictions")), 1e-4, 1e-3);
        // The key biases of an attention have no gradient but rounding: softmax is blind to them.
        double largest =
            gradients.keySet().stream()
                .mapToDouble(name -> Closeness.largest(ours.get(name)))
                .max()
                .orElseThrow();
        gradients.forEach(
            (name, gradient) -> {
              JsonNode expected = peer.get(name.startsWith("club/") ? "q_gradients" : "gradients");
              Closeness.assertClose(
                  name, ours.get(name), floats(expected.get(name)), 1e-3, 1e-4 * largest);
            });
        int i = 0;
        for (JsonNode expected : peer.get("history")) {
          Session.Runner runner =
              session
                  .runner()
                  .fetch(update.losses().total())
                  .fetch(update.losses().sim())
                  .fetch(update.losses().diff())
                  .fetch(update.losses().recon())
                  .fetch(update.fit());
          update.updates().forEach(runner::addTarget);
          try (Result result = runner.run()) {
            int column = 0;
            for (String name : List.of("total", "sim", "diff", "recon", "q")) {
              assertClose(
                  "update " + i + " " + name,
                  ((TFloat32) result.get(column++)).getFloat(),
                  expected.get(name),
                  1e-3);
            }
          }
          i++;
        }
      }
    }
  }

  private static void gradients(
      GradientTape tape,
      Operand<TFloat32> loss,
      Variables vars,
      JsonNode names,
      Map<String, Operand<TFloat32>> into) {
    List<Parameter> parameters =
        vars.parameters().stream().filter(p -> names.has(p.variable().name())).toList();
    List<Operand<TFloat32>> gradients =
        tape.gradient(loss, parameters.stream().map(Parameter::value).toList());
    for (int i = 0; i < parameters.size(); i++) {
      into.put(parameters.get(i).variable().name(), gradients.get(i));
    }
  }

  private static ModelSpec spec(JsonNode size) {
    return new ModelSpec(
        Modality.each(
            m ->
                new ModalityShape(
                    size.get("lengths").get(m.key()).asInt(),
                    size.get("widths").get(m.key()).asInt())),
        new Task.Regression(),
        new Hyperparameters(
            size.get("t").asInt(),
            size.get("d").asInt(),
            size.get("heads").asInt(),
            size.get("ffn").asInt(),
            size.get("layers").asInt(),
            1,
            size.get("hidden").asInt(),
            0));
  }

  /** The peer's Step: constant rates, no clipping. */
  private static StepOptions options() {
    return new StepOptions(
        Objective.PAPER,
        Schedule.constant(1e-4),
        Adam.withDecay(1e-4),
        new LanguageRate(1, 1),
        1e9,
        Adam.withDecay(0),
        1e-3,
        1,
        Precision.FLOAT32,
        0);
  }

  private static Map<String, Operand<?>> inputs(Ops tf, JsonNode peer) {
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      named.put(m.key(), constant(tf, peer.get("complete").get(m.key())));
      named.put(
          InputNames.keep(m),
          tf.math.greater(constant(tf, peer.get("keep").get(m.key())), tf.constant(0.5f)));
    }
    named.put(InputNames.LABELS, constant(tf, peer.get("labels")));
    return named;
  }

  private static Operand<TFloat32> constant(Ops tf, JsonNode array) {
    long[] shape = new long[array.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = array.get("shape").get(i).asLong();
    }
    return tf.constant(Shape.of(shape), DataBuffers.of(floats(array)));
  }

  private static float[] floats(JsonNode array) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(array.get("data").asText()))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertClose(String name, float actual, JsonNode expected, double relative) {
    assertThat((double) actual)
        .as(name)
        .isCloseTo(
            expected.asDouble(),
            org.assertj.core.data.Offset.offset(
                relative * Math.max(1e-3, Math.abs(expected.asDouble()))));
  }
}
