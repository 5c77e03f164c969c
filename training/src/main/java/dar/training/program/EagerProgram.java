package dar.training.program;

import com.google.common.primitives.Floats;
import dar.graph.Inputs;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.variable.Saver;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import dar.ops.gradient.EagerTape;
import dar.training.step.StepOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The same model run operation by operation, for looking inside with a debugger; slower than the
 * graph.
 */
public final class EagerProgram implements Program {
  private final ModelSpec spec;
  private final EagerSession session;
  private final EagerTape tape;
  private final Functions functions;
  private final Variables vars;

  /**
   * Gives the variables their first values.
   *
   * @param seed of the initial values
   */
  public EagerProgram(ModelSpec spec, StepOptions options, long seed) {
    this.spec = spec;
    session = EagerSession.create();
    tape = new EagerTape(session);
    functions = new Functions(spec, options, 1);
    vars = Variables.create(Ops.create(session), seed);
    functions.declare(vars);
  }

  @Override
  public Map<String, Float> step(HostBatch batch) {
    return Feature.scalars(
        run(
            view -> {
              Inputs given = inputs(batch.inputs());
              return functions.train(
                  tape,
                  view,
                  spec.isLanguageFineTuned() ? given : functions.read(tape.ops(), view, given));
            }));
  }

  @Override
  public Evaluation evaluate(HostBatch batch) {
    Map<String, Feature> results = run(functions::evaluate, batch.inputs());
    List<Float> predictions = results.remove(Functions.PREDICTION).values();
    return new Evaluation(Feature.scalars(results), predictions);
  }

  @Override
  public float[] predict(Map<String, Tensor> incomplete) {
    return Floats.toArray(run(functions::predict, incomplete).get(Functions.PREDICTION).values());
  }

  @Override
  public Map<String, Feature> represent(Map<String, Tensor> incomplete) {
    return run(functions::represent, incomplete);
  }

  @Override
  public float[] read(Map<String, Tensor> tokens) {
    String language = Modality.LANGUAGE.key();
    return Floats.toArray(
        run(view -> {
              Inputs read = functions.read(tape.ops(), view, inputs(tokens));
              return Map.of(language, read.named().get(language).asOutput().expect(TFloat32.class));
            })
            .get(language)
            .values());
  }

  private Inputs inputs(Map<String, Tensor> tensors) {
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put(name, tape.ops().constantOf((TType) tensor)));
    return new Inputs(spec, named);
  }

  /** A function of the model without dropout. */
  @FunctionalInterface
  private interface Asked {
    Map<String, Operand<TFloat32>> call(Ops tf, Variables vars, Inputs inputs);
  }

  private Map<String, Feature> run(Asked function, Map<String, Tensor> tensors) {
    return run(
        view -> function.call(tape.ops(), view, functions.read(tape.ops(), view, inputs(tensors))));
  }

  /**
   * Runs a function on values of the variables read now, and forgets the tape's record of it; one
   * at a time, since the sentences of the next batch may be read while a step runs.
   */
  private synchronized Map<String, Feature> run(
      Function<Variables, Map<String, Operand<TFloat32>>> function) {
    try {
      Map<String, Feature> named = new LinkedHashMap<>();
      function
          .apply(vars.readBy(tape.ops()))
          .forEach((name, operand) -> named.put(name, Feature.of(operand.asTensor())));
      return named;
    } finally {
      tape.clear();
    }
  }

  @Override
  public void assign(Map<String, float[]> values) {
    Ops tf = Ops.create(session);
    for (Variable<?> variable : variables()) {
      float[] value = values.get(variable.name());
      if (value != null) {
        tf.assignVariableOp(
            variable.handle(), tf.constant(variable.shape(), DataBuffers.of(value)));
      }
    }
  }

  @Override
  public List<Variable<?>> variables() {
    return vars.all();
  }

  @Override
  public void save(Path prefix, Part part) {
    Ops tf = Ops.create(session);
    Variables now = vars.readBy(tf);
    List<Variable<?>> some = part.of(spec, variables());
    List<Operand<?>> values = new ArrayList<>();
    some.forEach(variable -> values.add(now.value(variable)));
    Saver.write(tf, tf.constant(prefix.toString()), some, values);
  }

  @Override
  public void restore(Path prefix, Part part) {
    restore(prefix, part.of(spec, variables()));
  }

  @Override
  public void restore(Path prefix) {
    restore(prefix, variables());
  }

  private void restore(Path prefix, List<Variable<?>> some) {
    Ops tf = Ops.create(session);
    Saver.read(tf, tf.constant(prefix.toString()), some);
  }

  @Override
  public void close() {
    tape.close();
    session.close();
  }
}
