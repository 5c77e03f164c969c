/**
 * What TensorFlow Serving reads beside a graph: examples, requests to warm up with, and the
 * configuration of a server.
 */
package dar.savedmodel.serving;
