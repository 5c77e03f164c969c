package dar.ops.gradient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;

/**
 * A graph in which no value has more than two readers: the first reads the value itself, each
 * further one an Identity of what the one before it read.
 *
 * <p>The gradient of a value is a sum with one term from each reader, and TensorFlow makes it with
 * one AddN, which adds into whichever term's buffer is free at that moment. The order of two terms
 * does not matter; with three and more the last bit would depend on timing, and with it every later
 * number of a run.
 */
final class TwoReaders extends AroundEnvironment {
  private static final Set<DataType> DIFFERENTIABLE =
      Set.of(DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF, DataType.DT_BFLOAT16);

  private final Graph graph;
  private final Ops plain;
  private final Scope scope;
  private final Map<Output<?>, Output<?>> lastRead = new HashMap<>();

  /**
   * Builds in the scope of {@code plain}.
   *
   * @param plain operations of {@code graph}
   */
  TwoReaders(Graph graph, Ops plain) {
    super(graph);
    this.graph = graph;
    this.plain = plain;
    this.scope = new Inside(plain.scope());
  }

  Graph graph() {
    return graph;
  }

  /** Operations that read what they are given. */
  Ops plain() {
    return plain;
  }

  private Output<?> read(Output<?> value) {
    if (!DIFFERENTIABLE.contains(value.dataType()) || value.op().type().equals("Const")) {
      return value; // no gradient reaches it
    }
    Output<?> before = lastRead.get(value);
    Output<?> given = before == null ? value : plain.identity(before).asOutput();
    lastRead.put(value, given);
    return given;
  }

  @Override
  public OperationBuilder opBuilder(String type, String name, Scope scope) {
    return reading(graph.opBuilder(type, name, scope));
  }

  /** The builder, with its inputs read in turn; its setters are many and of no interest here. */
  private OperationBuilder reading(OperationBuilder builder) {
    return (OperationBuilder)
        Proxy.newProxyInstance(
            TwoReaders.class.getClassLoader(),
            new Class<?>[] {OperationBuilder.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "addInput" -> builder.addInput(read((Output<?>) arguments[0]));
                case "addInputList" ->
                    builder.addInputList(
                        Arrays.stream((Output<?>[]) arguments[0])
                            .map(this::read)
                            .toArray(Output<?>[]::new));
                case "build" -> {
                  return builder.build();
                }
                default -> {
                  try {
                    method.invoke(builder, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }
              }
              return proxy;
            });
  }

  @Override
  public Scope baseScope() {
    return scope;
  }

  /** A scope of the graph, in this environment. */
  private final class Inside implements Scope {
    private final Scope scope;

    Inside(Scope scope) {
      this.scope = scope;
    }

    @Override
    public ExecutionEnvironment env() {
      return TwoReaders.this;
    }

    @Override
    public Scope withSubScope(String name) {
      return new Inside(scope.withSubScope(name));
    }

    @Override
    public Scope withName(String name) {
      return new Inside(scope.withName(name));
    }

    @Override
    public Scope withNameAsSubScope(String name) {
      return new Inside(scope.withNameAsSubScope(name));
    }

    @Override
    public Scope withDevice(DeviceSpec device) {
      return new Inside(scope.withDevice(device));
    }

    @Override
    public Scope withInitScope() {
      return new Inside(scope.withInitScope());
    }

    @Override
    public Scope withControlDependencyOps(Iterable<Operation> controls) {
      return new Inside(scope.withControlDependencyOps(controls));
    }

    @Override
    public String makeOpName(String name) {
      return scope.makeOpName(name);
    }

    @Override
    public String makeUnique(String id) {
      return scope.makeUnique(id);
    }

    @Override
    public void refreshNames() {
      scope.refreshNames();
    }

    @Override
    public OperationBuilder apply(OperationBuilder builder) {
      return scope.apply(builder);
    }

    @Override
    public String getDeviceString() {
      return scope.getDeviceString();
    }

    @Override
    public boolean isInit() {
      return scope.isInit();
    }
  }
}
