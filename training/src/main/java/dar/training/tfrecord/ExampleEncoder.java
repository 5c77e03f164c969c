package dar.training.tfrecord;

import com.google.protobuf.MessageLite;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Features;

/** A {@code tf.Example}. */
final class ExampleEncoder implements SampleEncoder {
  private final Features.Builder features = Features.newBuilder();

  @Override
  public void put(Column column, String text) {
    features.putFeature(column.name(), FeatureValues.of(text));
  }

  @Override
  public void put(Column column, float[] values, int length) {
    features.putFeature(column.name(), FeatureValues.of(values, 0, column.size()));
  }

  @Override
  public void put(Column column, int[] values, int length) {
    features.putFeature(column.name(), FeatureValues.of(values, 0, column.size()));
  }

  @Override
  public MessageLite build() {
    return Example.newBuilder().setFeatures(features).build();
  }
}
