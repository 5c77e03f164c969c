package dar.tools.serve.model;

import dar.savedmodel.LoadedModel;
import dar.savedmodel.graphdef.TensorProtos;
import dar.tools.ExportedModels;
import dar.training.program.HostBatch;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** What tests ask and what they have to be answered. */
public final class Requests {
  private Requests() {}

  /** The samples of {@link ExportedModels#inputs}. */
  public static Map<String, TensorProto> inputs(ExportedModels model, int size) {
    try (HostBatch samples = model.inputs(size)) {
      Map<String, TensorProto> inputs = new HashMap<>();
      samples.inputs().forEach((name, tensor) -> inputs.put(name, TensorProtos.of(tensor)));
      return inputs;
    }
  }

  /** Their predictions without any server. */
  public static float[] predictions(LoadedModel model, ExportedModels made, int size) {
    try (HostBatch samples = made.inputs(size)) {
      return model.predict(samples.inputs());
    }
  }

  static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  static TensorProto floats(TensorShapeProto shape, float... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape);
    for (float value : values) {
      tensor.addFloatVal(value);
    }
    return tensor.build();
  }

  static TensorInfo info(DataType type, long... sizes) {
    return TensorInfo.newBuilder()
        .setName("t:0")
        .setDtype(type)
        .setTensorShape(shape(sizes))
        .build();
  }

  /** x [B, any] to y [B]. */
  static ServedSignature signature() {
    return ServedSignature.of(
        "s",
        SignatureDef.newBuilder()
            .putInputs("x", info(DataType.DT_FLOAT, -1, -1))
            .putOutputs("y", info(DataType.DT_FLOAT, -1))
            .build());
  }
}
