package dar.tools.serve.rest;

import dar.savedmodel.serving.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** SavedModels of any graph without variables, as another program may have written them. */
final class PlainModel {
  private PlainModel() {}

  static SignatureDef signature(
      Method method, Map<String, TensorInfo> inputs, Map<String, TensorInfo> outputs) {
    return SignatureDef.newBuilder()
        .setMethodName(method.fullName())
        .putAllInputs(inputs)
        .putAllOutputs(outputs)
        .build();
  }

  /** As a signature says it, whatever the graph does. */
  static TensorInfo tensor(Operand<?> operand, TensorShapeProto shape) {
    Output<?> output = operand.asOutput();
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }

  /** A shape; -1 is open. */
  static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
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
