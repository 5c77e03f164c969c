/**
 * Variables by name: in goes a name, a shape and an initial value, out comes the value to compute
 * with. A name is the path of the layer in the model, and the key in a checkpoint.
 */
package dar.graph.variable;
