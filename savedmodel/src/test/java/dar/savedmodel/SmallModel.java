package dar.savedmodel;

import dar.graph.DarModel;
import dar.graph.Endpoint;
import dar.graph.FloatValues;
import dar.graph.Objective;
import dar.graph.decouple.Decouple;
import dar.graph.decouple.Posteriors;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Parameter;
import dar.graph.variable.Saver;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/**
 * A real model, small, whose train endpoint is plain gradient descent: training's alternating step
 * is out of sight of this module.
 */
final class SmallModel implements AutoCloseable {
  static final Map<Modality, ModalityShape> SHAPES =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(4, 3),
          Modality.VISUAL, new ModalityShape(5, 2),
          Modality.ACOUSTIC, new ModalityShape(6, 2));

  private static final Hyperparameters TINY = new Hyperparameters(3, 8, 2, 12, 1, 1, 4, 0);
  private static final float RATE = 0.01f;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables vars = Variables.create(tf, 11);
  private final ModelSpec spec;
  private final ModelDescription description;
  private final List<Endpoint> endpoints;
  private final Session session;

  SmallModel(Task task, Map<Modality, ModalityShape> shapes) {
    spec = new ModelSpec(shapes, task, TINY);
    description =
        new ModelDescription(
            "small", task, -3, 3, shapes, Optional.empty(), OptionalInt.of(TINY.steps()));
    Map<Modality, Operand<TFloat32>> features =
        Modality.each(
            m ->
                tf.withName(m.key())
                    .placeholder(
                        TFloat32.class,
                        Placeholder.shape(
                            Shape.of(
                                -1, spec.shapes().get(m).length(), spec.shapes().get(m).width()))));
    Operand<TFloat32> labels =
        tf.withName("labels").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    features.forEach((m, operand) -> inputs.put(m.key(), operand));
    Map<String, Operand<?>> all = new LinkedHashMap<>(inputs);
    all.put("labels", labels);

    DarModel.Representation h = DarModel.create(vars, spec).represent(tf, features);
    Endpoint predict = new Endpoint("predict", inputs, Map.of("prediction", h.prediction()));
    Map<String, Operand<?>> represented = new LinkedHashMap<>(Map.of("fused", h.fused()));
    h.hat().commonFused().forEach((m, operand) -> represented.put(m.key() + "_common", operand));
    Endpoint represent = new Endpoint("represent", inputs, represented);
    Endpoint evaluate =
        new Endpoint("evaluate", all, Map.of("loss", loss(tf, vars, features, labels)));
    Endpoint train = new Endpoint("train", all, Map.of("loss", descended(features, labels)));
    endpoints = List.of(predict, represent, evaluate, train);

    Saver.create(graph, vars.all());
    session = new Session(graph, config());
    Session.Runner runner = session.runner();
    vars.all().forEach(variable -> runner.addTarget(variable.initializer()));
    runner.run().close();
  }

  static SmallModel regression() {
    return new SmallModel(new Task.Regression(), SHAPES);
  }

  private Operand<TFloat32> loss(
      Ops tf, Variables vars, Map<Modality, Operand<TFloat32>> features, Operand<TFloat32> labels) {
    DarModel model = DarModel.create(vars, spec);
    Posteriors q = Posteriors.create(vars, TINY);
    DropoutNoise none = DropoutNoise.none();
    Decouple.Pair pair =
        model
            .decouple()
            .call(tf, features, Modality.each(m -> new Incomplete.Read(features.get(m))), none);
    return model
        .losses(tf, model.outputs(tf, pair, none), q, labels, Objective.PAPER)
        .losses()
        .total();
  }

  /** The loss before all parameters have gone a step down its gradient. */
  private Operand<TFloat32> descended(
      Map<Modality, Operand<TFloat32>> features, Operand<TFloat32> labels) {
    GradientTape tape = GradientTape.of(tf.withSubScope("train"));
    Variables read = vars.readBy(tape.ops());
    Operand<TFloat32> loss = loss(tape.ops(), read, features, labels);
    List<Parameter> parameters =
        read.parameters().stream()
            .filter(p -> !p.variable().name().startsWith(Posteriors.SCOPE + "/"))
            .toList();
    List<Operand<TFloat32>> gradients =
        tape.gradient(loss, parameters.stream().map(Parameter::value).toList());
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      updates.add(
          tf.assignSubVariableOp(
              parameters.get(i).variable().handle(),
              tf.math.mul(gradients.get(i), tf.constant(RATE))));
    }
    return tf.withControlDependencies(updates).identity(loss);
  }

  private static ConfigProto config() {
    return ConfigProto.newBuilder()
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }

  Graph graph() {
    return graph;
  }

  Session session() {
    return session;
  }

  Variables vars() {
    return vars;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  ModelDescription description() {
    return description;
  }

  void export(Path directory) {
    Map<Modality, TFloat32> samples = features(3);
    Exporter.export(
        new TrainedGraph(graph, session, vars.all(), endpoints),
        description,
        Optional.empty(),
        named(samples),
        directory);
    samples.values().forEach(TFloat32::close);
  }

  /** The only output, or the first, of an endpoint. */
  float[] call(String name, Map<String, Tensor> inputs) {
    Endpoint endpoint =
        endpoints.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    Session.Runner runner = session.runner();
    inputs.forEach((input, tensor) -> runner.feed(endpoint.inputs().get(input), tensor));
    runner.fetch(endpoint.outputs().values().iterator().next());
    try (Result result = runner.run()) {
      return floats(result.get(0));
    }
  }

  static float[] floats(Tensor tensor) {
    return FloatValues.of((TFloat32) tensor);
  }

  /** Gaussian features of a batch; to be closed. */
  static Map<Modality, TFloat32> features(int batch) {
    return Modality.each(
        m -> gaussian(m.key().length(), batch, SHAPES.get(m).length(), SHAPES.get(m).width()));
  }

  /** Gaussian numbers that a seed decides. */
  static TFloat32 gaussian(long seed, long... shape) {
    Random random = new Random(seed);
    Shape size = Shape.of(shape);
    float[] values = new float[(int) size.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return TFloat32.tensorOf(size, DataBuffers.of(values));
  }

  static Map<String, Tensor> named(Map<Modality, TFloat32> features) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    features.forEach((m, tensor) -> named.put(m.key(), tensor));
    return named;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
