package dar.graph.variable;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TType;

/**
 * A resource variable: what a checkpoint holds under {@code name}.
 *
 * @param trainable whether an optimiser moves it; statistics, slots and counters are not trainable
 * @param handle the resource that reads and updates go through
 * @param initialValue the value that {@code initializer} gives it
 */
public record Variable<T extends TType>(
    String name,
    Shape shape,
    Class<T> type,
    boolean trainable,
    Operand<? extends TType> handle,
    Operand<T> initialValue,
    Op initializer) {}
