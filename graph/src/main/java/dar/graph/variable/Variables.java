package dar.graph.variable;

import dar.ops.Precision;
import dar.ops.gradient.SharedIntegers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The variables of a model by name, and a view of their values.
 *
 * <p>Asking for a variable makes it the first time and finds it again later. {@link #readBy} gives
 * a second view of the same variables whose values are read anew: after an update in a graph, or on
 * a fresh tape in eager mode. A layer is a record of values, so the model of a new view is simply
 * created again, and no layer knows of time.
 */
public final class Variables {
  private final Map<String, Variable<?>> all;
  private final Map<String, Operand<?>> read;
  private final Ops makes;
  private final Ops reads;
  private final long seed;
  private final String path;
  private final Precision precision;

  private Variables(
      Map<String, Variable<?>> all,
      Map<String, Operand<?>> read,
      Ops makes,
      Ops reads,
      long seed,
      String path,
      Precision precision) {
    this.all = all;
    this.read = read;
    this.makes = makes;
    this.reads = reads;
    this.seed = seed;
    this.path = path;
    this.precision = precision;
  }

  /** No variables yet; initial values will be a pure function of {@code seed} and the name. */
  public static Variables create(Ops tf, long seed) {
    return new Variables(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        SharedIntegers.in(tf),
        tf,
        seed,
        "",
        Precision.FLOAT32);
  }

  /** The same variables under the prefix {@code name/}. */
  public Variables scope(String name) {
    return new Variables(all, read, makes, reads, seed, path + name + "/", precision);
  }

  /** The same variables, their values read by {@code tf} from now on. */
  public Variables readBy(Ops tf) {
    return new Variables(all, new LinkedHashMap<>(), makes, tf, seed, path, precision);
  }

  /** The same variables, for layers whose products are computed in another precision. */
  public Variables in(Precision other) {
    return new Variables(all, read, makes, reads, seed, path, other);
  }

  /** What layers of this view compute products in; float32 if not told. */
  public Precision precision() {
    return precision;
  }

  /** The value of a trainable variable. */
  public Operand<TFloat32> get(String name, Shape shape, Initializer initializer) {
    return value(variable(path + name, shape, true, initializer));
  }

  /** The value of a variable that no optimiser moves. */
  public Operand<TFloat32> statistic(String name, Shape shape, Initializer initializer) {
    return value(variable(path + name, shape, false, initializer));
  }

  /** A variable that an optimiser keeps beside a parameter, of its shape and zero at first. */
  public Variable<TFloat32> slot(String name, Variable<TFloat32> parameter) {
    Initializer zeros = (tf, shape, seed) -> tf.zerosLike(parameter.initialValue());
    return variable(path + name, parameter.shape(), false, zeros);
  }

  /** A count, zero at first. */
  public Variable<TInt64> counter(String name) {
    String full = path + name;
    return findOrMake(
        full,
        Shape.scalar(),
        TInt64.class,
        false,
        () -> makes.withName(operationName(full) + ".Initial").constant(0L)); // nobody else's
  }

  /** The value of a variable as this view reads it; one read for each variable and view. */
  @SuppressWarnings(
      "unchecked") // the map holds for each name the value of the variable of that name
  public <T extends TType> Operand<T> value(Variable<T> variable) {
    return (Operand<T>)
        read.computeIfAbsent(
            variable.name(), name -> reads.readVariableOp(variable.handle(), variable.type()));
  }

  /** Every variable, in the order of creation. */
  public List<Variable<?>> all() {
    return List.copyOf(all.values());
  }

  /**
   * The trainable variables whose names begin with this scope's path, with their values in this
   * view.
   */
  @SuppressWarnings("unchecked") // trainable variables are made by get, as floats
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (Variable<?> variable : all.values()) {
      if (variable.trainable() && isHere(variable)) {
        Variable<TFloat32> trainable = (Variable<TFloat32>) variable;
        parameters.add(new Parameter(trainable, value(trainable)));
      }
    }
    return List.copyOf(parameters);
  }

  /** How many numbers the trainable variables under this scope hold. */
  public long parameterCount() {
    return all.values().stream()
        .filter(v -> v.trainable() && isHere(v))
        .mapToLong(v -> v.shape().size())
        .sum();
  }

  private boolean isHere(Variable<?> variable) {
    return variable.name().startsWith(path);
  }

  private Variable<TFloat32> variable(
      String full, Shape shape, boolean trainable, Initializer initializer) {
    return findOrMake(
        full,
        shape,
        TFloat32.class,
        trainable,
        () -> initializer.call(makes, shape, Initializer.seedOf(seed, full)));
  }

  @SuppressWarnings("unchecked") // the type is compared before the cast
  private <T extends TType> Variable<T> findOrMake(
      String name, Shape shape, Class<T> type, boolean trainable, Supplier<Operand<T>> initial) {
    Variable<?> known = all.get(name);
    if (known == null) {
      String operation = operationName(name);
      Operand<? extends TType> handle =
          makes.withName(operation).varHandleOp(type, shape, VarHandleOp.sharedName(name));
      Operand<T> value = initial.get();
      Op initializer = makes.withName(operation + ".Assign").assignVariableOp(handle, value);
      Variable<T> made = new Variable<>(name, shape, type, trainable, handle, value, initializer);
      all.put(name, made);
      return made;
    }
    if (!known.shape().equals(shape) || known.type() != type) {
      throw new IllegalArgumentException(
          "variable %s: expected %s %s, found %s %s"
              .formatted(
                  name, type.getSimpleName(), shape, known.type().getSimpleName(), known.shape()));
    }
    return (Variable<T>) known;
  }

  /** Operation names allow no slash of their own; the shared name is the variable's. */
  private static String operationName(String name) {
    return name.replace('/', '.');
  }
}
