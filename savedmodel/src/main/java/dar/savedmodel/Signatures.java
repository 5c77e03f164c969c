package dar.savedmodel;

import dar.graph.Endpoint;
import dar.savedmodel.serving.Method;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** The public functions of a SavedModel, each made from an {@link Endpoint}. */
final class Signatures {
  /** What a server calls when a request names no signature; the same as {@code predict}. */
  static final String DEFAULT = "serving_default";

  /** What {@link #DEFAULT} gives. */
  static final String PREDICTION = "prediction";

  private Signatures() {}

  static SignatureDef of(Endpoint endpoint, Method method) {
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(method.fullName());
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

  /** The shape that a signature states; a free size is -1. */
  static Shape shape(TensorInfo tensor) {
    return Shape.of(
        tensor.getTensorShape().getDimList().stream()
            .mapToLong(TensorShapeProto.Dim::getSize)
            .toArray());
  }
}
