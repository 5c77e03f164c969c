package dar.training.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A SavedModel without weights whose vectors are known: [id, 10 mask + type]. Where its output is
 * called by_mask, the id is divided by the mask, which is not finite in the padding; where it is
 * called by_padding, by 1 - mask, which is not finite of a token.
 */
final class TinyEncoder {
  private TinyEncoder() {}

  /**
   * Writes it.
   *
   * @param names of ids and mask, and of types where it takes them
   */
  static <T extends TNumber> Path write(
      Path folder, Class<T> type, long tokens, String output, String... names) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      SignatureDef.Builder signature = SignatureDef.newBuilder();
      List<Operand<TFloat32>> inputs = new ArrayList<>();
      for (String name : names) {
        Placeholder<T> input =
            tf.withName(name).placeholder(type, Placeholder.shape(Shape.of(-1, tokens)));
        signature.putInputs(name, info(input));
        inputs.add(tf.dtypes.cast(input, TFloat32.class));
      }
      Operand<TFloat32> second = tf.math.mul(inputs.get(1), tf.constant(10f));
      if (inputs.size() > 2) {
        second = tf.math.add(second, inputs.get(2));
      }
      Operand<TFloat32> first =
          switch (output) {
            case "by_mask" -> tf.math.div(inputs.get(0), inputs.get(1));
            case "by_padding" ->
                tf.math.div(inputs.get(0), tf.math.sub(tf.constant(1f), inputs.get(1)));
            default -> inputs.get(0);
          };
      signature.putOutputs(output, info(tf.stack(List.of(first, second), Stack.axis(2L))));
      signature.putOutputs("pooled_output", info(tf.reduceSum(second, tf.constant(1))));
      MetaGraphDef metaGraph =
          MetaGraphDef.newBuilder()
              .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
              .setGraphDef(graph.toGraphDef())
              .putSignatureDef("serving_default", signature.build())
              .build();
      Files.createDirectories(folder);
      Files.write(
          folder.resolve("saved_model.pb"),
          SavedModel.newBuilder()
              .setSavedModelSchemaVersion(1)
              .addMetaGraphs(metaGraph)
              .build()
              .toByteArray());
      return folder;
    }
  }

  private static TensorInfo info(Operand<?> tensor) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : tensor.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(tensor.op().name() + ":0")
        .setDtype(DataType.forNumber(tensor.asOutput().dataType().getNumber()))
        .setTensorShape(shape)
        .build();
  }
}
