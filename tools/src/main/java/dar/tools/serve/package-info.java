/**
 * The server of {@code dar serve}: takes a folder of exported models, and answers TensorFlow
 * Serving's REST and gRPC until it is stopped.
 */
package dar.tools.serve;
