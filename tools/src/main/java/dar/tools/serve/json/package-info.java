/**
 * TensorFlow Serving's JSON: what a body says, as tensors and examples, and what a model answers,
 * as a body ({@code tensorflow_serving/g3doc/api_rest.md} and {@code util/json_tensor.cc} of
 * TensorFlow Serving, whose words refusals use). It knows the types a signature asks for, and
 * nothing of HTTP or of models.
 */
package dar.tools.serve.json;
