/** TensorFlow Serving's gRPC services in front of {@link dar.tools.serve.model.Models}. */
package dar.tools.serve.grpc;
