package dar.tools.serve.rest;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * The toy models of TensorFlow Serving's documentation, {@code half_plus_two} and {@code
 * half_plus_three}: y = x / 2 + 2 or 3, of numbers of any shape and of examples. As there, what is
 * fed lies within the graph, a signature says [?, 1] while the documentation gives [3], and one
 * tells the type of examples wrongly.
 */
final class HalfPlus {
  private HalfPlus() {}

  /**
   * Writes one.
   *
   * @param folder of the version, such as {@code half_plus_two/00000123}
   */
  static void write(float plus, Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TString> examples = tf.withName("tf_example").placeholder(TString.class);
      Operand<TFloat32> x = tf.withName("x").identity(parsed(tf, examples));
      Operand<TFloat32> half = tf.math.mul(x, tf.constant(0.5f));
      Operand<TFloat32> y = tf.withName("y").math.add(half, tf.constant(plus));
      TensorInfo any =
          PlainModel.tensor(examples, TensorShapeProto.newBuilder().setUnknownRank(true).build());
      TensorInfo in = PlainModel.tensor(x, PlainModel.shape(-1, 1));
      TensorInfo out = PlainModel.tensor(y, PlainModel.shape(-1, 1));
      SignatureDef regress = ofExamples(Method.REGRESS, any, Method.OUTPUTS, out);
      TensorInfo mistaken = any.toBuilder().setDtype(DataType.DT_FLOAT).build();
      PlainModel.write(
          graph,
          Map.of(
              "serving_default",
              PlainModel.signature(Method.PREDICT, Map.of("x", in), Map.of("y", out)),
              "tensorflow/serving/regress",
              ofExamples(Method.REGRESS, mistaken, Method.OUTPUTS, out),
              "regress_x_to_y",
              regress,
              "classify_x_to_y",
              ofExamples(Method.CLASSIFY, any, Method.SCORES, out),
              "tensorflow_2", // says of all its signatures that they predict
              ofExamples(Method.PREDICT, any, Method.SCORES, out)),
          folder);
    }
  }

  private static SignatureDef ofExamples(
      Method method, TensorInfo examples, String output, TensorInfo y) {
    return PlainModel.signature(method, Map.of(Method.INPUTS, examples), Map.of(output, y));
  }

  /** The feature {@code x} of each example, [B, 1]. */
  private static Operand<TFloat32> parsed(Ops tf, Operand<TString> examples) {
    Operand<TString> none = texts(tf);
    return tf.io
        .parseExample(
            examples,
            none,
            none,
            texts(tf, "x"),
            none,
            List.of(tf.constant(new float[0])),
            0L,
            List.of(),
            List.of(),
            List.of(),
            List.of(Shape.of(1)))
        .denseValues()
        .get(0)
        .asOutput()
        .expect(TFloat32.class);
  }

  private static Operand<TString> texts(Ops tf, String... texts) {
    return tf.constant(Shape.of(texts.length), DataBuffers.ofObjects(texts));
  }
}
