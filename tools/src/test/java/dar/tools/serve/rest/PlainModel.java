package dar.tools.serve.rest;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** SavedModels of any graph without variables, as another program may have written them. */
final class PlainModel {
  private PlainModel() {}

  static SignatureDef signature(
      Method method, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(method.fullName());
    inputs.forEach((name, operand) -> signature.putInputs(name, tensor(operand)));
    outputs.forEach((name, operand) -> signature.putOutputs(name, tensor(operand)));
    return signature.build();
  }

  private static TensorInfo tensor(Operand<?> operand) {
    Output<?> output = operand.asOutput();
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    if (output.shape().isUnknown()) {
      shape.setUnknownRank(true);
    } else {
      for (long size : output.shape().asArray()) {
        shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
      }
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }

  static void write(Graph graph, Map<String, SignatureDef> signatures, Path folder)
      throws IOException {
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                    .setGraphDef(graph.toGraphDef())
                    .putAllSignatureDef(signatures))
            .build();
    Files.createDirectories(folder);
    Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
  }
}
