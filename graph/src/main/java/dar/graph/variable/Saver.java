package dar.graph.variable;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The ops that write variables to a TensorFlow checkpoint and read them back, keyed by variable
 * name.
 *
 * <p>TensorFlow Java's own saver and exporter skip resource variables without a word. They do look
 * for the three ops named here, so a graph that has them is saved whole by {@link Session#save}.
 */
public record Saver(Op filename, Op save, Op restore) {
  /** The scope of the ops that take all variables, where loaders look for them. */
  public static final String SCOPE = "save";

  /** The name in the scope of the placeholder that takes a checkpoint's prefix. */
  public static final String FILENAME = "filename";

  /** The name in the scope of what is computed once the checkpoint is written. */
  public static final String SAVED = "control_dependency";

  /** The name in the scope of what runs once every variable is read back. */
  public static final String RESTORED = "restore_all";

  /** TensorFlow Java has room for so many outputs of an operation in eager mode. */
  private static final int READ_AT_ONCE = 1000;

  /** Adds the ops for all variables to the graph, where loaders look for them. */
  public static Saver create(Graph graph, List<Variable<?>> variables) {
    return create(graph, SCOPE, variables);
  }

  /**
   * Adds the ops to the graph; to be called once a scope, when every variable has been made.
   *
   * @param scope another than {@link #SCOPE} for some of the variables
   */
  public static Saver create(Graph graph, String scope, List<Variable<?>> variables) {
    Ops tf = Ops.create(graph).withSubScope(scope);
    List<Operand<?>> values = new ArrayList<>();
    for (Variable<?> variable : variables) {
      values.add(tf.readVariableOp(variable.handle(), variable.type()));
    }
    Placeholder<TString> filename =
        tf.withName(FILENAME).placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Save written = write(tf, filename, variables, values);
    Op saved = tf.withControlDependencies(List.of(written)).withName(SAVED).identity(filename);
    List<Op> assigned = read(tf, filename, variables);
    Op restored = tf.withControlDependencies(assigned).withName(RESTORED).noOp();
    return new Saver(filename, saved, restored);
  }

  /** The write itself; in eager mode it happens at once. */
  public static Save write(
      Ops tf, Operand<TString> filename, List<Variable<?>> variables, List<Operand<?>> values) {
    return tf.train.save(filename, names(tf, variables), wholes(tf, variables), values);
  }

  /** The reads and assignments; in eager mode they happen at once. */
  public static List<Op> read(Ops tf, Operand<TString> filename, List<Variable<?>> variables) {
    List<Op> assigned = new ArrayList<>();
    for (List<Variable<?>> some : Lists.partition(variables, READ_AT_ONCE)) {
      List<Class<? extends TType>> types = new ArrayList<>();
      some.forEach(variable -> types.add(variable.type()));
      Restore restored = tf.train.restore(filename, names(tf, some), wholes(tf, some), types);
      for (int i = 0; i < some.size(); i++) {
        assigned.add(
            tf.assignVariableOp(
                some.get(i).handle(),
                restored.tensors().get(i).asOutput(),
                // Otherwise the variable would take any shape, and the next use of it fail.
                AssignVariableOp.validateShape(true)));
      }
    }
    return assigned;
  }

  private static Operand<TString> names(Ops tf, List<Variable<?>> variables) {
    return tf.constant(
        NdArrays.vectorOfObjects(variables.stream().map(Variable::name).toArray(String[]::new)));
  }

  /** An empty slice specification for each variable: it is stored whole. */
  private static Operand<TString> wholes(Ops tf, List<Variable<?>> variables) {
    return tf.constant(
        NdArrays.vectorOfObjects(variables.stream().map(v -> "").toArray(String[]::new)));
  }
}
