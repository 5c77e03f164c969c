package dar.tools.serve.rest;

import static dar.tools.serve.rest.PlainModel.shape;
import static dar.tools.serve.rest.PlainModel.tensor;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * The three inputs of TensorFlow Serving's documentation, {@code tag}, {@code signal} and {@code
 * sensor}, which it gives back, {@code tag} also as bytes; and images in bytes likewise. Its graph
 * refuses a {@code sensor} of another shape.
 */
final class EchoModel {
  private EchoModel() {}

  static void write(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TString> tag = tf.withName("tag").placeholder(TString.class);
      Placeholder<TInt64> signal = tf.withName("signal").placeholder(TInt64.class);
      Placeholder<TFloat32> sensor = tf.withName("sensor").placeholder(TFloat32.class);
      TensorInfo tags = tensor(tag, shape(-1));
      TensorInfo tagsOut = tensor(tf.identity(tag), shape(-1));
      TensorInfo signalOut = tensor(tf.identity(signal), shape(-1, 5));
      TensorInfo sensorOut = tensor(tf.ensureShape(sensor, Shape.of(-1, 2, 2)), shape(-1, 2, 2));
      PlainModel.write(
          graph,
          Map.of(
              "serving_default",
              PlainModel.signature(
                  Method.PREDICT,
                  Map.of(
                      "tag", tags,
                      "signal", tensor(signal, shape(-1, 5)),
                      "sensor", tensor(sensor, shape(-1, 2, 2))),
                  Map.of(
                      "tag", tagsOut,
                      "tag_bytes", tagsOut,
                      "signal", signalOut,
                      "sensor", sensorOut)),
              "image",
              PlainModel.signature(
                  Method.PREDICT, Map.of("image", tags), Map.of("image_bytes", tagsOut))),
          folder);
    }
  }
}
