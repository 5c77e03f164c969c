package dar.savedmodel.graphdef;

import org.tensorflow.Output;

/**
 * What a node reads.
 *
 * @param operation the node it comes from
 * @param index which of that node's outputs; {@link #CONTROL} if it is only waited for
 */
public record NodeInput(String operation, int index) {
  /** No output: the node has to have run, no more. */
  public static final int CONTROL = -1;

  /** Reads {@code name}, {@code name:index} or {@code ^name}. */
  public static NodeInput parse(String text) {
    if (text.startsWith("^")) {
      return new NodeInput(text.substring(1), CONTROL);
    }
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new NodeInput(text, 0)
        : new NodeInput(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Reads an output of a graph that is being built. */
  public static NodeInput of(Output<?> output) {
    return new NodeInput(output.op().name(), output.index());
  }

  /** The same output of a node of another name. */
  public NodeInput at(String other) {
    return new NodeInput(other, index);
  }

  /** As a graph spells it. */
  @Override
  public String toString() {
    return switch (index) {
      case CONTROL -> "^" + operation;
      case 0 -> operation;
      default -> operation + ":" + index;
    };
  }
}
