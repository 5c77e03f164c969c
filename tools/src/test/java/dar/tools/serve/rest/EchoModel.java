package dar.tools.serve.rest;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * The three inputs of TensorFlow Serving's documentation, {@code tag}, {@code signal} and {@code
 * sensor}, which it gives back, {@code tag} also as bytes; and images in bytes likewise.
 */
final class EchoModel {
  private EchoModel() {}

  static void write(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TString> tag =
          tf.withName("tag").placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
      Placeholder<TInt64> signal =
          tf.withName("signal").placeholder(TInt64.class, Placeholder.shape(Shape.of(-1, 5)));
      Placeholder<TFloat32> sensor =
          tf.withName("sensor").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2, 2)));
      Operand<TString> tagOut = tf.withName("tag_out").identity(tag);
      PlainModel.write(
          graph,
          Map.of(
              "serving_default",
              PlainModel.signature(
                  Method.PREDICT,
                  Map.of("tag", tag, "signal", signal, "sensor", sensor),
                  Map.of(
                      "tag", tagOut,
                      "tag_bytes", tagOut,
                      "signal", tf.withName("signal_out").identity(signal),
                      "sensor", tf.withName("sensor_out").identity(sensor))),
              "image",
              PlainModel.signature(
                  Method.PREDICT, Map.of("image", tag), Map.of("image_bytes", tagOut))),
          folder);
    }
  }
}
