/**
 * The model: {@link dar.graph.DarModel} is Figure 2, each package below it a section of the paper.
 * In go operands of a batch, out come predictions and losses; the same code builds a graph and runs
 * eagerly. It knows of no optimiser and no file.
 */
package dar.graph;
