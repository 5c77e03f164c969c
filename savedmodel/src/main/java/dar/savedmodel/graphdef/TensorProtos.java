package dar.savedmodel.graphdef;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import org.tensorflow.Tensor;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Tensors of numbers or truth values as messages; texts have another form. */
public final class TensorProtos {
  private TensorProtos() {}

  /** The whole tensor. */
  public static TensorProto of(Tensor tensor) {
    return of(tensor, tensor.shape().asArray(), bytes(tensor));
  }

  /** The first of a batch, still a batch: [B, ...] to [1, ...]. */
  public static TensorProto first(Tensor tensor) {
    long[] shape = tensor.shape().asArray();
    byte[] bytes = bytes(tensor);
    int one = Math.toIntExact(bytes.length / shape[0]);
    shape[0] = 1;
    return of(tensor, shape, Arrays.copyOf(bytes, one));
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[Math.toIntExact(tensor.numBytes())];
    tensor.asRawTensor().data().read(bytes);
    return bytes;
  }

  private static TensorProto of(Tensor tensor, long[] shape, byte[] bytes) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder()
        .setDtype(tensor.dataType())
        .setTensorShape(dimensions)
        .setTensorContent(ByteString.copyFrom(bytes))
        .build();
  }
}
