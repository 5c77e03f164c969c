/**
 * TensorFlow's record files: messages in, framed bytes out, and back. Events, warm-up requests and
 * samples are all kept in them.
 */
package dar.graph.record;
