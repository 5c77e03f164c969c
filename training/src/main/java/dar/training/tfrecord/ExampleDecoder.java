package dar.training.tfrecord;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

/** A {@code tf.Example}. */
record ExampleDecoder(Map<String, Feature> features) implements SampleDecoder {
  static ExampleDecoder of(byte[] data) throws InvalidProtocolBufferException {
    return new ExampleDecoder(Example.parseFrom(data).getFeatures().getFeatureMap());
  }

  @Override
  public String text(Column column) {
    return FeatureValues.text(column.name(), feature(column));
  }

  @Override
  public void read(Column column, float[] out) {
    FeatureValues.read(column.name(), feature(column), column.size(), out, 0);
  }

  @Override
  public void read(Column column, int[] out) {
    FeatureValues.read(column.name(), feature(column), column.size(), out, 0);
  }

  Feature feature(Column column) {
    return features.getOrDefault(column.name(), Feature.getDefaultInstance());
  }
}
