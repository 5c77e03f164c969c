package dar.training.program;

import dar.graph.FloatValues;
import dar.graph.variable.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a session says, by name. */
public final class Fetched {
  private Fetched() {}

  /** All in one run: each new set of fetches makes the session copy the whole graph. */
  public static Map<String, float[]> of(Session session, Map<String, Operand<TFloat32>> operands) {
    Session.Runner runner = session.runner();
    operands.values().forEach(runner::fetch);
    Map<String, float[]> fetched = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : operands.keySet()) {
        fetched.put(name, FloatValues.of((TFloat32) result.get(i++)));
      }
    }
    return fetched;
  }

  /** The variables of some names. */
  static Map<String, float[]> variables(GraphProgram program, Predicate<String> names) {
    Ops tf = Ops.create(program.graph());
    Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
    for (Variable<?> variable : program.variables()) {
      if (names.test(variable.name())) {
        reads.put(variable.name(), tf.readVariableOp(variable.handle(), TFloat32.class));
      }
    }
    return of(program.session(), reads);
  }
}
