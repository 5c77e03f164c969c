package dar.ops.gradient;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Constant;
import org.tensorflow.proto.DataType;

/**
 * A graph in which the same integers are one constant. A model names the same axes and shapes over
 * and over, and every operation takes its time when a graph is built, placed and run. Floats may be
 * what a gradient is asked for, so they stay apart.
 */
public final class SharedIntegers extends AroundGraph {
  private static final Set<DataType> SHARED = Set.of(DataType.DT_INT32, DataType.DT_INT64);

  private final Graph graph;
  private final Map<Value, Operation> known = new HashMap<>();

  private record Value(DataType type, Shape shape, ByteBuffer bytes, String device) {}

  private SharedIntegers(Ops tf, Graph graph) {
    super(tf);
    this.graph = graph;
  }

  /**
   * Builds where {@code tf} does.
   *
   * @throws IllegalArgumentException if that is no graph
   */
  static SharedIntegers around(Ops tf) {
    if (tf.scope().env() instanceof Graph graph) {
      return new SharedIntegers(tf, graph);
    }
    throw new IllegalArgumentException(
        "tf: expected operations of a Graph, found those of "
            + tf.scope().env().getClass().getSimpleName());
  }

  /** What builds where {@code tf} does, in a graph with one constant for the same integers. */
  public static Ops in(Ops tf) {
    return tf.scope().env() instanceof Graph ? around(tf).ops() : tf;
  }

  Graph graph() {
    return graph;
  }

  @Override
  public OperationBuilder opBuilder(String type, String name, Scope scope) {
    boolean anonymous =
        type.equals(Constant.OP_NAME) && WrittenDerivative.baseName(name).equals(type);
    return anonymous ? constant(name, scope) : graph.opBuilder(type, name, scope);
  }

  /** A builder that builds nothing before it knows that it has to. */
  private OperationBuilder constant(String name, Scope scope) {
    AtomicReference<Tensor> value = new AtomicReference<>();
    return builder(
        (self, method, arguments) -> {
          if (method.getName().equals("build")) {
            return constant(name, scope, value.get());
          }
          if (arguments[1] instanceof Tensor tensor) { // what else is set is its type
            value.set(tensor);
          }
          return self;
        });
  }

  private Operation constant(String name, Scope scope, Tensor value) {
    if (!SHARED.contains(value.dataType()) || waits(scope)) {
      return built(name, scope, value);
    }
    byte[] bytes = new byte[Math.toIntExact(value.numBytes())];
    value.asRawTensor().data().read(bytes);
    return known.computeIfAbsent(
        new Value(value.dataType(), value.shape(), ByteBuffer.wrap(bytes), scope.getDeviceString()),
        key -> built(name, scope, value));
  }

  private Operation built(String name, Scope scope, Tensor value) {
    return graph
        .opBuilder(Constant.OP_NAME, name, scope)
        .setAttr("value", value)
        .setAttr("dtype", value.dataType())
        .build();
  }

  /** Whether what is built in a scope waits for other operations. */
  private static boolean waits(Scope scope) {
    AtomicBoolean waits = new AtomicBoolean();
    scope.apply(
        builder(
            (self, method, arguments) -> {
              if (method.getName().equals("addControlInput")) {
                waits.set(true);
              }
              return self;
            }));
    return waits.get();
  }

  private static OperationBuilder builder(InvocationHandler handler) {
    return (OperationBuilder)
        Proxy.newProxyInstance(
            SharedIntegers.class.getClassLoader(),
            new Class<?>[] {OperationBuilder.class},
            handler);
  }
}
