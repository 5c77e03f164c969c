package dar.graph.variable;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A trainable variable and the value of it that a forward pass has read: what a gradient is taken
 * by.
 */
public record Parameter(Variable<TFloat32> variable, Operand<TFloat32> value) {}
