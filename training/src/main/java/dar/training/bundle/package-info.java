/**
 * Checkpoints that others wrote, as Python's TensorFlow does: names in, tensors out. Those of a run
 * are restored by operations of its graph.
 */
package dar.training.bundle;
