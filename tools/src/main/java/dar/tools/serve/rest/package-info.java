/**
 * TensorFlow Serving's REST in front of {@link dar.tools.serve.model.Models}: takes HTTP requests
 * for {@code /v1/...}, and gives JSON, of failures too ({@code http_rest_api_handler.cc} and {@code
 * http_server.cc} of TensorFlow Serving).
 */
package dar.tools.serve.rest;
