/**
 * Section 3.5: the features of an incomplete input go in, the features that the complete one would
 * have had come out (hat), and a gated blend of both (fused), with the loss that teaches it (Eqs.
 * 12-17).
 */
package dar.graph.reconstruct;
