/**
 * One graph over several processes: a graph whose parts are marked goes in, each operation is given
 * its process, and TensorFlow's own runtime moves what they exchange.
 */
package dar.training.distributed;
