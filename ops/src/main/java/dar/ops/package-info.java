/**
 * Stateless mathematics on operands: operands in, operands out.
 *
 * <p>Every method takes an {@link org.tensorflow.op.Ops} first and builds in whatever it stands
 * for, a graph or an eager session. Losses return scalars and say in their first line whether they
 * sum or average. Everything is generic in the float type, so that it can be checked in float64;
 * only {@link dar.ops.BiLstm#fused} is bound to the types of its kernel. Nothing here knows of
 * variables, models or files. Axes written t, d, h and M are static; the batch B may be unknown
 * while a graph is built, and so may the steps t of {@link dar.ops.Attention}.
 */
package dar.ops;
