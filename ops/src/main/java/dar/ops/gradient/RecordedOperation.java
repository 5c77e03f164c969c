package dar.ops.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;

/**
 * An operation that ran, and how to build it once more.
 *
 * @param name what its builder called it, without scopes and numbers
 * @param signature its type, name and attributes; equal signatures build equal operations
 * @param arguments its inputs in their order
 * @param attributes set its attributes on a builder
 * @param operation what ran, with its values
 */
record RecordedOperation(
    String type,
    String name,
    String signature,
    List<Argument> arguments,
    List<Consumer<OperationBuilder>> attributes,
    Operation operation) {

  /** One input, or a list that goes in as one input. */
  record Argument(List<Output<?>> values, boolean isList) {}

  List<Output<?>> inputs() {
    return arguments.stream().<Output<?>>flatMap(argument -> argument.values().stream()).toList();
  }

  List<Output<?>> outputs() {
    List<Output<?>> outputs = new ArrayList<>(operation.numOutputs());
    for (int i = 0; i < operation.numOutputs(); i++) {
      outputs.add(operation.output(i));
    }
    return outputs;
  }

  /** Builds the same operation in the scope's environment, on other inputs. */
  Operation replay(Scope scope, Function<Output<?>, Output<?>> substitute) {
    OperationBuilder builder = scope.env().opBuilder(type, scope.makeOpName(name), scope);
    for (Argument argument : arguments) {
      Output<?>[] values =
          argument.values().stream().map(substitute).toArray(size -> new Output<?>[size]);
      if (argument.isList()) {
        builder.addInputList(values);
      } else {
        builder.addInput(values[0]);
      }
    }
    attributes.forEach(attribute -> attribute.accept(builder));
    return builder.build();
  }
}
