package dar.training.program;

import com.google.common.primitives.Floats;
import dar.graph.Endpoint;
import dar.graph.input.Batch;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.variable.Saver;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.training.step.StepOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * The model in one graph that predicts, trains and evaluates: each function is an {@link Endpoint}
 * over the same variables, and the graph is what an export contains.
 */
public final class GraphProgram implements Program {
  private static final String LABELS = "labels";
  private static final String KEEP = "_keep";

  private final Graph graph;
  private final Session session;
  private final List<Variable<?>> variables;
  private final Saver saver;
  private final Endpoint predict;
  private final Endpoint represent;
  private final Endpoint evaluate;
  private final Endpoint train;

  /**
   * Builds the graph and gives the variables their first values.
   *
   * @param seed of the initial values
   */
  public GraphProgram(ModelSpec spec, StepOptions options, long seed) {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Functions functions = new Functions(spec, options);
    Variables vars = Variables.create(tf, seed);
    functions.declare(vars);

    Map<Modality, Operand<TFloat32>> features = Modality.each(m -> features(tf, spec, m));
    Map<Modality, Operand<TBool>> keep = Modality.each(m -> keep(tf, spec, m));
    Placeholder<TFloat32> labels =
        tf.withName(LABELS).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    Batch batch = new Batch(features, keep, labels);
    Map<String, Operand<?>> incomplete = new LinkedHashMap<>();
    features.forEach((m, operand) -> incomplete.put(m.key(), operand));
    Map<String, Operand<?>> all = new LinkedHashMap<>(incomplete);
    keep.forEach((m, operand) -> all.put(m.key() + KEEP, operand));
    all.put(LABELS, labels);

    // Names stay readable in a viewer: each function in a scope of its own.
    predict =
        endpoint(
            "predict", incomplete, functions.predict(tf.withSubScope("predict"), vars, features));
    represent =
        endpoint(
            "represent",
            incomplete,
            functions.represent(tf.withSubScope("represent"), vars, features));
    evaluate =
        endpoint("evaluate", all, functions.evaluate(tf.withSubScope("evaluate"), vars, batch));
    train =
        endpoint(
            "train", all, functions.train(GradientTape.of(tf.withSubScope("train")), vars, batch));
    variables = vars.all();
    saver = Saver.create(graph, variables);
    session = new Session(graph, config());
    Session.Runner runner = session.runner();
    variables.forEach(v -> runner.addTarget(v.initializer()));
    runner.run().close();
  }

  private static Operand<TFloat32> features(Ops tf, ModelSpec spec, Modality m) {
    var shape = spec.shapes().get(m);
    return tf.withName(m.key())
        .placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(-1, shape.length(), shape.width())));
  }

  private static Operand<TBool> keep(Ops tf, ModelSpec spec, Modality m) {
    return tf.withName(m.key() + KEEP)
        .placeholder(TBool.class, Placeholder.shape(Shape.of(-1, spec.shapes().get(m).length())));
  }

  private static Endpoint endpoint(
      String name, Map<String, Operand<?>> inputs, Map<String, Operand<TFloat32>> outputs) {
    return new Endpoint(name, inputs, new LinkedHashMap<>(outputs));
  }

  /** Grappler costs five seconds at the first step and gains nothing measurable here. */
  public static ConfigProto config() {
    return ConfigProto.newBuilder()
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }

  public Graph graph() {
    return graph;
  }

  public Session session() {
    return session;
  }

  /** predict, represent, evaluate and train. */
  public List<Endpoint> endpoints() {
    return List.of(predict, represent, evaluate, train);
  }

  @Override
  public Map<String, Float> step(HostBatch batch) {
    return Feature.scalars(run(train, feeds(batch)));
  }

  @Override
  public Evaluation evaluate(HostBatch batch) {
    Map<String, Feature> results = run(evaluate, feeds(batch));
    List<Float> predictions = results.remove(Functions.PREDICTION).values();
    return new Evaluation(Feature.scalars(results), predictions);
  }

  @Override
  public float[] predict(Map<Modality, TFloat32> incomplete) {
    return Floats.toArray(run(predict, feeds(incomplete)).get(Functions.PREDICTION).values());
  }

  @Override
  public Map<String, Feature> represent(Map<Modality, TFloat32> incomplete) {
    return run(represent, feeds(incomplete));
  }

  private static Map<String, Tensor> feeds(Map<Modality, TFloat32> features) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    features.forEach((m, tensor) -> feeds.put(m.key(), tensor));
    return feeds;
  }

  private static Map<String, Tensor> feeds(HostBatch batch) {
    Map<String, Tensor> feeds = feeds(batch.complete());
    batch.keep().forEach((m, tensor) -> feeds.put(m.key() + KEEP, tensor));
    feeds.put(LABELS, batch.labels());
    return feeds;
  }

  private Map<String, Feature> run(Endpoint endpoint, Map<String, Tensor> feeds) {
    Session.Runner runner = session.runner();
    feeds.forEach((name, tensor) -> runner.feed(endpoint.inputs().get(name), tensor));
    endpoint.outputs().values().forEach(runner::fetch);
    try (Result result = runner.run()) {
      Map<String, Feature> named = new LinkedHashMap<>();
      int i = 0;
      for (String name : endpoint.outputs().keySet()) {
        named.put(name, Feature.of((TFloat32) result.get(i++)));
      }
      return named;
    }
  }

  @Override
  public List<Variable<?>> variables() {
    return variables;
  }

  @Override
  public void save(Path prefix) {
    run(saver.save(), prefix);
  }

  @Override
  public void restore(Path prefix) {
    run(saver.restore(), prefix);
  }

  private void run(Op op, Path prefix) {
    try (TString name = TString.scalarOf(prefix.toString())) {
      session.runner().feed(saver.filename().op().output(0), name).addTarget(op).run().close();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
