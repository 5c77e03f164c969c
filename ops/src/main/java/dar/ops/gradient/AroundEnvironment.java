package dar.ops.gradient;

import org.tensorflow.ConcreteFunction;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operation;

/** A graph or an eager session in which operations are built differently, and nothing else. */
abstract class AroundEnvironment implements ExecutionEnvironment {
  private final ExecutionEnvironment inside;

  AroundEnvironment(ExecutionEnvironment inside) {
    this.inside = inside;
  }

  @Override
  public final void attachFunction(ConcreteFunction function) {
    inside.attachFunction(function);
  }

  @Override
  public final boolean isOpEnabled(String opType) {
    return inside.isOpEnabled(opType);
  }

  @Override
  public final void checkInput(Operation input) {
    inside.checkInput(input);
  }

  @Override
  public final Types environmentType() {
    return inside.environmentType();
  }

  @Override
  public final boolean isInitializer(Operation operation) {
    return inside.isInitializer(operation);
  }
}
