package dar.savedmodel.serving;

import com.google.protobuf.ByteString;
import dar.graph.FloatValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * Samples as {@code tf.Example}: each input of a prediction is a feature of its name, its numbers
 * in C order, floats or whole numbers of 64 bits.
 */
public final class Examples {
  private Examples() {}

  /**
   * An example for each sample.
   *
   * @param inputs [B, ...] each
   */
  public static List<Example> of(Map<String, Tensor> inputs) {
    List<Features.Builder> samples = new ArrayList<>();
    inputs.forEach(
        (name, tensor) -> {
          List<Feature> features = features(tensor);
          for (int i = 0; i < features.size(); i++) {
            if (i == samples.size()) {
              samples.add(Features.newBuilder());
            }
            samples.get(i).putFeature(name, features.get(i));
          }
        });
    return samples.stream()
        .map(features -> Example.newBuilder().setFeatures(features).build())
        .toList();
  }

  private static List<Feature> features(Tensor tensor) {
    int batch = (int) tensor.shape().get(0);
    int size = (int) (tensor.shape().size() / batch);
    if (tensor instanceof TInt32 whole) {
      int[] values = new int[batch * size];
      whole.asRawTensor().data().asInts().read(values);
      return IntStream.range(0, batch).mapToObj(i -> whole(values, i * size, size)).toList();
    }
    float[] values = FloatValues.of((TFloat32) tensor);
    return IntStream.range(0, batch).mapToObj(i -> floats(values, i * size, size)).toList();
  }

  private static Feature whole(int[] values, int from, int size) {
    Int64List.Builder list = Int64List.newBuilder();
    for (int i = from; i < from + size; i++) {
      list.addValue(values[i]);
    }
    return Feature.newBuilder().setInt64List(list).build();
  }

  private static Feature floats(float[] values, int from, int size) {
    FloatList.Builder list = FloatList.newBuilder();
    for (int i = from; i < from + size; i++) {
      list.addValue(values[i]);
    }
    return Feature.newBuilder().setFloatList(list).build();
  }

  /** The bytes of each, [B], what a signature that reads examples is fed; to be closed. */
  public static TString tensor(List<Example> examples) {
    byte[][] bytes =
        examples.stream()
            .map(Example::toByteString)
            .map(ByteString::toByteArray)
            .toArray(byte[][]::new);
    return TString.tensorOfBytes(Shape.of(bytes.length), DataBuffers.ofObjects(bytes));
  }
}
