package dar.ops.gradient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.proto.DataType;

/**
 * A graph in which no value has more than two readers: the first reads the value itself, each
 * further one an Identity of what the one before it read.
 *
 * <p>The gradient of a value is a sum with one term from each reader, and TensorFlow makes it with
 * one AddN, which adds into whichever term's buffer is free at that moment. The order of two terms
 * does not matter; with three and more the last bit would depend on timing, and with it every later
 * number of a run. Whoever asks for a shape alone, or stops gradients, gives no term and does not
 * count.
 */
final class TwoReaders extends AroundGraph {
  private static final Set<DataType> DIFFERENTIABLE =
      Set.of(DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF, DataType.DT_BFLOAT16);
  private static final Set<String> WITHOUT_GRADIENT =
      Set.of(
          org.tensorflow.op.core.Shape.OP_NAME,
          org.tensorflow.op.core.Size.OP_NAME,
          StopGradient.OP_NAME);

  private final SharedIntegers inside;
  private final Ops plain;
  private final Map<Output<?>, Output<?>> lastRead = new HashMap<>();

  /** Builds where that does. */
  TwoReaders(SharedIntegers inside) {
    super(inside.ops());
    this.inside = inside;
    this.plain = inside.ops();
  }

  Graph graph() {
    return inside.graph();
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
    OperationBuilder builder = inside.opBuilder(type, name, scope);
    return WITHOUT_GRADIENT.contains(type) ? builder : reading(builder);
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
}
