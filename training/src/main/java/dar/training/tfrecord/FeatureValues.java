package dar.training.tfrecord;

import com.google.protobuf.ByteString;
import dar.graph.input.BadInputException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;

/** Features as Java's values, and back. */
final class FeatureValues {
  private FeatureValues() {}

  static Feature of(String text) {
    return Feature.newBuilder()
        .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFromUtf8(text)))
        .build();
  }

  static Feature of(float[] values, int from, int count) {
    FloatList.Builder list = FloatList.newBuilder();
    for (int i = from; i < from + count; i++) {
      list.addValue(values[i]);
    }
    return Feature.newBuilder().setFloatList(list).build();
  }

  static Feature of(int[] values, int from, int count) {
    Int64List.Builder list = Int64List.newBuilder();
    for (int i = from; i < from + count; i++) {
      list.addValue(values[i]);
    }
    return Feature.newBuilder().setInt64List(list).build();
  }

  static String text(String name, Feature feature) {
    if (!feature.hasBytesList() || feature.getBytesList().getValueCount() != 1) {
      throw error(name, "1 text", feature);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(feature.getBytesList().getValue(0).asReadOnlyByteBuffer())
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(name + ": expected UTF-8, found other bytes", e);
    }
  }

  /** Copies {@code count} floats to {@code out} from {@code offset} on. */
  static void read(String name, Feature feature, int count, float[] out, int offset) {
    FloatList list = feature.getFloatList();
    if (!feature.hasFloatList() || list.getValueCount() != count) {
      throw error(name, count + " floats", feature);
    }
    for (int i = 0; i < count; i++) {
      out[offset + i] = list.getValue(i);
    }
  }

  /** Copies {@code count} whole numbers to {@code out} from {@code offset} on. */
  static void read(String name, Feature feature, int count, int[] out, int offset) {
    Int64List list = feature.getInt64List();
    if (!feature.hasInt64List() || list.getValueCount() != count) {
      throw error(name, count + " whole numbers", feature);
    }
    for (int i = 0; i < count; i++) {
      long value = list.getValue(i);
      if (value != (int) value) {
        throw new BadInputException(
            "%s: expected whole numbers of 32 bits, found %d".formatted(name, value));
      }
      out[offset + i] = (int) value;
    }
  }

  private static BadInputException error(String name, String expected, Feature found) {
    return new BadInputException(
        "%s: expected %s, found %s".formatted(name, expected, describe(found)));
  }

  private static String describe(Feature feature) {
    return switch (feature.getKindCase()) {
      case BYTES_LIST -> feature.getBytesList().getValueCount() + " texts";
      case FLOAT_LIST -> feature.getFloatList().getValueCount() + " floats";
      case INT64_LIST -> feature.getInt64List().getValueCount() + " whole numbers";
      case KIND_NOT_SET -> "none";
    };
  }
}
