/**
 * The input contract: modalities, their shapes, masks and the task, as every later module takes
 * them.
 */
package dar.graph.input;
