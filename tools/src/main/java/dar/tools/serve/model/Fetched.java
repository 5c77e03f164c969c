package dar.tools.serve.model;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TString;

/** What a batch has given, as the answer of each of its pieces. */
final class Fetched {
  private Fetched() {}

  /**
   * The outputs of each piece, by name.
   *
   * @param outputs in the order of the signature's names
   */
  static List<Map<String, TensorProto>> of(List<Piece> batch, Iterable<Tensor> outputs) {
    List<Map<String, TensorProto>> answers = new ArrayList<>();
    batch.forEach(piece -> answers.add(new HashMap<>()));
    ServedSignature signature = batch.get(0).call().signature();
    int place = 0;
    for (Tensor output : outputs) {
      String name = signature.outputs().get(place++);
      List<TensorProto> split = split(output, signature.batched() ? rows(batch) : List.of());
      for (int i = 0; i < split.size(); i++) {
        answers.get(i).put(name, split.get(i));
      }
    }
    return answers;
  }

  private static List<Integer> rows(List<Piece> batch) {
    return batch.stream().map(Piece::rows).toList();
  }

  /**
   * A tensor in parts along its first axis, or whole.
   *
   * @param rows of each part; none for the whole
   */
  private static List<TensorProto> split(Tensor tensor, List<Integer> rows) {
    int all = rows.stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      return List.of(reader(tensor).next(tensor.shape().asArray()));
    }
    if (tensor.shape().numDimensions() == 0 || tensor.shape().get(0) != all) {
      throw new ServingException(
          Status.Code.FAILED_PRECONDITION,
          "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension sizes"
              + " of the input tensors");
    }
    Reader reader = reader(tensor);
    List<TensorProto> parts = new ArrayList<>();
    for (int count : rows) {
      long[] shape = tensor.shape().asArray().clone();
      shape[0] = count;
      parts.add(reader.next(shape));
    }
    return parts;
  }

  /** Gives the values of a tensor in C order. */
  private interface Reader {
    TensorProto next(long[] shape);
  }

  private static Reader reader(Tensor tensor) {
    if (tensor instanceof TString strings) {
      List<ByteString> values = new ArrayList<>();
      for (NdArray<byte[]> value : strings.asBytes().scalars()) {
        values.add(ByteString.copyFrom(value.getObject()));
      }
      int[] place = {0};
      return shape -> {
        TensorProto.Builder part = message(tensor, shape);
        int count = size(shape);
        part.addAllStringVal(values.subList(place[0], place[0] + count));
        place[0] += count;
        return part.build();
      };
    }
    NumberType type =
        NumberType.of(tensor.dataType())
            .orElseThrow(
                () ->
                    new ServingException(
                        Status.Code.UNIMPLEMENTED,
                        "output: expected a type that this server writes, found "
                            + tensor.dataType()));
    byte[] bytes = new byte[Math.toIntExact(tensor.numBytes())];
    tensor.asRawTensor().data().read(bytes);
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return shape -> {
      TensorProto.Builder part = message(tensor, shape);
      for (int i = size(shape); i > 0; i--) {
        type.add(values, part);
      }
      return part.build();
    };
  }

  private static int size(long[] shape) {
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    return Math.toIntExact(size);
  }

  private static TensorProto.Builder message(Tensor tensor, long[] shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (long size : shape) {
      sizes.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder().setDtype(tensor.dataType()).setTensorShape(sizes);
  }
}
