package dar.graph;

import java.util.Map;
import org.tensorflow.Operand;

/**
 * A named function of a graph: what a signature of a SavedModel is made from.
 *
 * @param inputs placeholders by public name, in order
 * @param outputs results by public name, in order
 */
public record Endpoint(
    String name, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {}
