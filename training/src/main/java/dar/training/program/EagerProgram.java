package dar.training.program;

import com.google.common.primitives.Floats;
import dar.graph.input.Batch;
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
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The same model run operation by operation, for looking inside with a debugger; slower than the
 * graph.
 */
public final class EagerProgram implements Program {
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
    session = EagerSession.create();
    tape = new EagerTape(session);
    functions = new Functions(spec, options);
    vars = Variables.create(Ops.create(session), seed);
    functions.declare(vars);
  }

  @Override
  public Map<String, Float> step(HostBatch batch) {
    return Feature.scalars(run(view -> functions.train(tape, view, batch(batch))));
  }

  @Override
  public Evaluation evaluate(HostBatch batch) {
    Map<String, Feature> results = run(view -> functions.evaluate(tape.ops(), view, batch(batch)));
    List<Float> predictions = results.remove(Functions.PREDICTION).values();
    return new Evaluation(Feature.scalars(results), predictions);
  }

  @Override
  public float[] predict(Map<Modality, TFloat32> incomplete) {
    return Floats.toArray(
        run(view -> functions.predict(tape.ops(), view, operands(incomplete)))
            .get(Functions.PREDICTION)
            .values());
  }

  @Override
  public Map<String, Feature> represent(Map<Modality, TFloat32> incomplete) {
    return run(view -> functions.represent(tape.ops(), view, operands(incomplete)));
  }

  private Map<Modality, Operand<TFloat32>> operands(Map<Modality, TFloat32> tensors) {
    return Modality.each(m -> tape.ops().constantOf(tensors.get(m)));
  }

  private Batch batch(HostBatch batch) {
    return new Batch(
        operands(batch.complete()),
        Modality.each(m -> tape.ops().constantOf(batch.keep().get(m))),
        tape.ops().constantOf(batch.labels()));
  }

  /** Runs a function on values of the variables read now, and forgets the tape's record of it. */
  private Map<String, Feature> run(Function<Variables, Map<String, Operand<TFloat32>>> function) {
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
  public List<Variable<?>> variables() {
    return vars.all();
  }

  @Override
  public void save(Path prefix) {
    Ops tf = Ops.create(session);
    Variables now = vars.readBy(tf);
    List<Operand<?>> values = new ArrayList<>();
    variables().forEach(variable -> values.add(now.value(variable)));
    Saver.write(tf, tf.constant(prefix.toString()), variables(), values);
  }

  @Override
  public void restore(Path prefix) {
    Ops tf = Ops.create(session);
    Saver.read(tf, tf.constant(prefix.toString()), variables());
  }

  @Override
  public void close() {
    tape.close();
    session.close();
  }
}
