package dar.training.program;

import com.google.common.base.Suppliers;
import com.google.common.base.Throwables;
import com.google.common.primitives.Floats;
import dar.graph.Endpoint;
import dar.graph.Inputs;
import dar.graph.Sessions;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.variable.Saver;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.ops.gradient.SharedIntegers;
import dar.training.distributed.Cluster;
import dar.training.step.StepOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
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
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * The model in one graph that predicts, trains and evaluates: each function is an {@link Endpoint}
 * over the same variables, and the graph is what an export contains. All but training are built
 * when they are first asked for, so that the first update waits for nothing else.
 */
public final class GraphProgram implements Program {
  private final Graph graph;
  private final Session session;
  private final List<Variable<?>> variables;
  private final Supplier<Saver> whole;
  private final Supplier<Map<Part, Saver>> parts;
  private final Map<String, Operand<?>> inputs;
  private final Supplier<Endpoint> represent;
  private final Supplier<Endpoint> evaluate;
  private final Endpoint train;

  /**
   * Builds the graph and gives the variables their first values.
   *
   * @param seed of the initial values
   */
  public GraphProgram(ModelSpec spec, StepOptions options, long seed) {
    this(spec, options, seed, Optional.empty());
  }

  /**
   * The same, its updates computed by several processes; this one is their chief and does all else.
   *
   * @param cluster in which every process serves already
   */
  public GraphProgram(ModelSpec spec, StepOptions options, long seed, Cluster cluster) {
    this(spec, options, seed, Optional.of(cluster));
  }

  private GraphProgram(ModelSpec spec, StepOptions options, long seed, Optional<Cluster> cluster) {
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Functions functions = new Functions(spec, options, cluster.map(Cluster::size).orElse(1));
    Variables vars =
        Variables.create(cluster.isEmpty() ? tf : tf.withDevice(Cluster.chief()), seed);
    functions.declare(vars);
    variables = vars.all();
    ConfigProto config = spec.language().isPresent() ? Sessions.oneByOne() : Sessions.sideBySide();
    session =
        cluster
            .map(processes -> processes.session(graph, config))
            .orElseGet(() -> new Session(graph, config));
    // Now, since a session copies all of its graph for each new set of targets; beside the building
    // of what else there is.
    CompletableFuture<Void> initialised = CompletableFuture.runAsync(this::initialise);

    Map<String, Operand<?>> incomplete = placeholders(tf, spec);
    Map<String, Operand<?>> all = new LinkedHashMap<>(incomplete);
    for (Modality m : Modality.values()) {
      all.put(InputNames.keep(m), keep(tf, spec, m));
    }
    all.put(
        InputNames.LABELS,
        tf.withName(InputNames.LABELS)
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1))));
    // Names stay readable in a viewer: each function in a scope of its own. Sentences are read once
    // for all functions, unless training moves what reads them.
    Inputs given = new Inputs(spec, all);
    Inputs read = functions.read(tf.withSubScope("read"), vars, given);
    inputs = read.named();
    train =
        endpoint(
            "train",
            all,
            functions.train(
                GradientTape.of(tf.withSubScope("train")),
                vars,
                spec.isLanguageFineTuned() ? given : read));
    represent =
        Suppliers.memoize(
            () ->
                endpoint(
                    "represent",
                    incomplete,
                    functions.represent(scope(tf, "represent"), vars, read)));
    evaluate =
        Suppliers.memoize(
            () -> endpoint("evaluate", all, functions.evaluate(scope(tf, "evaluate"), vars, read)));
    whole = Suppliers.memoize(() -> Saver.create(graph, variables));
    parts = Suppliers.memoize(() -> parts(spec));
    await(initialised);
    cluster.ifPresent(processes -> processes.place(graph()));
  }

  /** Fails as the work did. */
  private static void await(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw e;
    }
  }

  private static Ops scope(Ops tf, String name) {
    return SharedIntegers.in(tf.withSubScope(name));
  }

  private void initialise() {
    Session.Runner runner = session.runner();
    variables.forEach(v -> runner.addTarget(v.initializer()));
    runner.run().close();
  }

  /** Where nothing is frozen, what is trained is the whole. */
  private Map<Part, Saver> parts(ModelSpec spec) {
    List<Variable<?>> frozen = Part.FROZEN.of(spec, variables);
    return frozen.isEmpty()
        ? Map.of(Part.TRAINED, whole.get())
        : Map.of(
            Part.FROZEN,
            Saver.create(graph, "save_frozen", frozen),
            Part.TRAINED,
            Saver.create(graph, "save_trained", Part.TRAINED.of(spec, variables)));
  }

  private static Map<String, Operand<?>> placeholders(Ops tf, ModelSpec spec) {
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      ModalityShape shape = spec.shapes().get(m);
      if (m == Modality.LANGUAGE && spec.language().isPresent()) {
        named.put(InputNames.LANGUAGE_IDS, ints(tf, InputNames.LANGUAGE_IDS, shape.length()));
        named.put(InputNames.LANGUAGE_MASK, ints(tf, InputNames.LANGUAGE_MASK, shape.length()));
      } else {
        named.put(
            m.key(),
            tf.withName(m.key())
                .placeholder(
                    TFloat32.class,
                    Placeholder.shape(Shape.of(-1, shape.length(), shape.width()))));
      }
    }
    return named;
  }

  private static Operand<TInt32> ints(Ops tf, String name, int length) {
    return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, length)));
  }

  private static Operand<TBool> keep(Ops tf, ModelSpec spec, Modality m) {
    return tf.withName(InputNames.keep(m))
        .placeholder(TBool.class, Placeholder.shape(Shape.of(-1, spec.shapes().get(m).length())));
  }

  private static Endpoint endpoint(
      String name, Map<String, Operand<?>> inputs, Map<String, Operand<TFloat32>> outputs) {
    return new Endpoint(name, inputs, new LinkedHashMap<>(outputs));
  }

  /** With every function in it, and what saves its variables. */
  public Graph graph() {
    endpoints();
    var unused = List.of(whole.get(), parts.get());
    return graph;
  }

  public Session session() {
    return session;
  }

  /** predict, represent, evaluate and train. */
  public List<Endpoint> endpoints() {
    return List.of(predict(), represent.get(), evaluate.get(), train);
  }

  private Endpoint predict() {
    Endpoint whole = represent.get();
    return new Endpoint(
        "predict",
        whole.inputs(),
        Map.of(Functions.PREDICTION, whole.outputs().get(Functions.PREDICTION)));
  }

  @Override
  public Map<String, Float> step(HostBatch batch) {
    return Feature.scalars(run(train.outputs(), batch.inputs()));
  }

  @Override
  public Evaluation evaluate(HostBatch batch) {
    Map<String, Feature> results = run(evaluate.get().outputs(), batch.inputs());
    List<Float> predictions = results.remove(Functions.PREDICTION).values();
    return new Evaluation(Feature.scalars(results), predictions);
  }

  @Override
  public float[] predict(Map<String, Tensor> incomplete) {
    return Floats.toArray(run(predict().outputs(), incomplete).get(Functions.PREDICTION).values());
  }

  @Override
  public Map<String, Feature> represent(Map<String, Tensor> incomplete) {
    return run(represent.get().outputs(), incomplete);
  }

  @Override
  public float[] read(Map<String, Tensor> tokens) {
    String language = Modality.LANGUAGE.key();
    return Floats.toArray(
        run(Map.of(language, inputs.get(language)), tokens).get(language).values());
  }

  /** Feeds may name what sentences were read to, in place of the sentences. */
  private Map<String, Feature> run(Map<String, Operand<?>> outputs, Map<String, Tensor> feeds) {
    Session.Runner runner = session.runner();
    feeds.forEach((name, tensor) -> runner.feed(inputs.get(name), tensor));
    outputs.values().forEach(runner::fetch);
    try (Result result = runner.run()) {
      Map<String, Feature> named = new LinkedHashMap<>();
      int i = 0;
      for (String name : outputs.keySet()) {
        named.put(name, Feature.of((TFloat32) result.get(i++)));
      }
      return named;
    }
  }

  @Override
  public void assign(Map<String, float[]> values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      for (Variable<?> variable : variables) {
        float[] value = values.get(variable.name());
        if (value != null) {
          tensors.put(variable.name(), TFloat32.tensorOf(variable.shape(), DataBuffers.of(value)));
        }
      }
      assignTensors(tensors);
    } finally {
      tensors.values().forEach(Tensor::close);
    }
  }

  /**
   * Gives some variables other values.
   *
   * @param values of their shapes and types, by the variable's name
   */
  public void assignTensors(Map<String, Tensor> values) {
    Session.Runner runner = session.runner();
    for (Variable<?> variable : variables) {
      Tensor value = values.get(variable.name());
      if (value != null) { // its initialisation again, with another value
        runner.feed(variable.initialValue(), value);
        runner.addTarget(variable.initializer());
      }
    }
    runner.run().close();
  }

  @Override
  public List<Variable<?>> variables() {
    return variables;
  }

  @Override
  public void save(Path prefix, Part part) {
    Saver saver = parts.get().get(part);
    run(saver, saver.save(), prefix);
  }

  @Override
  public void restore(Path prefix, Part part) {
    Saver saver = parts.get().get(part);
    run(saver, saver.restore(), prefix);
  }

  @Override
  public void restore(Path prefix) {
    run(whole.get(), whole.get().restore(), prefix);
  }

  private void run(Saver saver, Op op, Path prefix) {
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
