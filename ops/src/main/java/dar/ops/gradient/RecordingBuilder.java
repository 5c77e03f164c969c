package dar.ops.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

/** Builds an eager operation and hands over a record of it. */
final class RecordingBuilder implements OperationBuilder {
  private static final String CONSTANT = "Const";

  private final String type;
  private final String name;
  private final OperationBuilder eager;
  private final Consumer<RecordedOperation> records;
  private final StringBuilder signature;
  private final List<RecordedOperation.Argument> arguments = new ArrayList<>();
  private final List<Consumer<OperationBuilder>> attributes = new ArrayList<>();

  RecordingBuilder(
      String type, String name, OperationBuilder eager, Consumer<RecordedOperation> records) {
    this.type = type;
    this.name = name;
    this.eager = eager;
    this.records = records;
    this.signature = new StringBuilder(type).append(' ').append(name);
  }

  @Override
  public Operation build() {
    Operation operation = eager.build();
    // Constants come from outside every cut, and what gives no value lies on no path to a target.
    if (operation.numOutputs() > 0 && !type.equals(CONSTANT)) {
      records.accept(
          new RecordedOperation(
              type, name, signature.toString(), arguments, attributes, operation));
    }
    return operation;
  }

  @Override
  public OperationBuilder addInput(Output<?> input) {
    eager.addInput(input);
    arguments.add(new RecordedOperation.Argument(List.of(input), false));
    return this;
  }

  @Override
  public OperationBuilder addInputList(Output<?>[] inputs) {
    eager.addInputList(inputs);
    arguments.add(new RecordedOperation.Argument(List.of(inputs), true));
    return this;
  }

  @Override
  public OperationBuilder addControlInput(Operation control) {
    return this;
  }

  @Override
  public OperationBuilder setDevice(String device) {
    eager.setDevice(device);
    return this;
  }

  private OperationBuilder attribute(String name, String value, Consumer<OperationBuilder> setter) {
    setter.accept(eager);
    attributes.add(setter);
    signature.append('|').append(name).append('=').append(value.length()).append(':').append(value);
    return this;
  }

  @Override
  public OperationBuilder setAttr(String name, String[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, String value) {
    return attribute(name, value, b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, byte[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, long value) {
    return attribute(name, Long.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, long[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, float value) {
    return attribute(name, Float.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, float[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, boolean value) {
    return attribute(name, Boolean.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, boolean[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, DataType value) {
    return attribute(name, value.name(), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, DataType[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  /** Only constants carry tensors, and constants are never replayed. */
  @Override
  public OperationBuilder setAttr(String name, Tensor value) {
    requireConstant(name);
    eager.setAttr(name, value);
    return this;
  }

  @Override
  public OperationBuilder setAttr(String name, Tensor[] value) {
    requireConstant(name);
    eager.setAttr(name, value);
    return this;
  }

  @Override
  public OperationBuilder setAttr(String name, Shape value) {
    return attribute(name, value.toString(), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, Shape[] value) {
    return attribute(name, Arrays.toString(value), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, ConcreteFunction value) {
    return attribute(name, value.getDefinedName(), b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, ConcreteFunction[] value) {
    return attribute(
        name,
        Arrays.stream(value).map(ConcreteFunction::getDefinedName).toList().toString(),
        b -> b.setAttr(name, value));
  }

  @Override
  public OperationBuilder setAttr(String name, AttrValue value) {
    return attribute(name, value.toString(), b -> b.setAttr(name, value));
  }

  private void requireConstant(String name) {
    if (!type.equals(CONSTANT)) {
      throw new UnsupportedOperationException(
          type + ": the tape cannot record the tensor attribute " + name);
    }
  }
}
