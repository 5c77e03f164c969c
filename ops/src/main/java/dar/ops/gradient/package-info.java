/**
 * Derivatives: what TensorFlow Java leaves out.
 *
 * <p>{@link dar.ops.gradient.CustomGradients} gives an operation a derivative of our own. {@link
 * dar.ops.gradient.GradientTape} differentiates what was built, in a graph or in an eager session,
 * with the same rules and the same numbers.
 */
package dar.ops.gradient;
