package dar.savedmodel;

import dar.graph.Endpoint;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** The public functions of a SavedModel, each made from an {@link Endpoint}. */
final class Signatures {
  /** What a server calls when a request names no signature. */
  static final String DEFAULT = "serving_default";

  /** The endpoint that becomes {@link #DEFAULT}; the others keep their names. */
  static final String PREDICT = "predict";

  /** TensorFlow Serving answers requests for signatures of this method only. */
  private static final String METHOD = "tensorflow/serving/predict";

  private Signatures() {}

  static String key(Endpoint endpoint) {
    return endpoint.name().equals(PREDICT) ? DEFAULT : endpoint.name();
  }

  static SignatureDef of(Endpoint endpoint) {
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(METHOD);
    endpoint
        .inputs()
        .forEach((name, operand) -> signature.putInputs(name, tensor(endpoint, name, operand)));
    endpoint
        .outputs()
        .forEach((name, operand) -> signature.putOutputs(name, tensor(endpoint, name, operand)));
    return signature.build();
  }

  private static TensorInfo tensor(Endpoint endpoint, String name, Operand<?> operand) {
    Output<?> output = operand.asOutput();
    Shape shape = output.shape();
    boolean known = !shape.isUnknown();
    for (int axis = 1; known && axis < shape.numDimensions(); axis++) {
      known = shape.get(axis) != Shape.UNKNOWN_SIZE;
    }
    if (!known) {
      throw new IllegalArgumentException(
          "%s of endpoint %s: expected a shape of which only the batch is open, found %s"
              .formatted(name, endpoint.name(), shape));
    }
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape.asArray()) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(dimensions)
        .build();
  }
}
