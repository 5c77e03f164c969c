/**
 * A batch in parts, for several workers: the whole goes in, parts that are placed on their workers
 * come out, and what was made of them is joined again.
 */
package dar.graph.shard;
