/**
 * The layers that several sections of the paper share: records of values, made from variables,
 * called on operands.
 */
package dar.graph.layer;
