package dar.training.tfrecord;

import com.google.protobuf.MessageLite;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FeatureList;
import org.tensorflow.proto.FeatureLists;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.SequenceExample;

/** A {@code tf.SequenceExample}. */
final class SequenceExampleEncoder implements SampleEncoder {
  private final Features.Builder context = Features.newBuilder();
  private final FeatureLists.Builder lists = FeatureLists.newBuilder();

  @Override
  public void put(Column column, String text) {
    context.putFeature(column.name(), FeatureValues.of(text));
  }

  @Override
  public void put(Column column, float[] values, int length) {
    put(
        column,
        length,
        i -> Float.floatToRawIntBits(values[i]) == 0,
        from -> FeatureValues.of(values, from, column.stepSize()));
  }

  @Override
  public void put(Column column, int[] values, int length) {
    put(
        column,
        length,
        i -> values[i] == 0,
        from -> FeatureValues.of(values, from, column.stepSize()));
  }

  private void put(Column column, int length, IntPredicate isZero, IntFunction<Feature> step) {
    if (!column.hasSteps()) {
      context.putFeature(column.name(), step.apply(0));
      return;
    }
    int size = column.stepSize();
    // Some data have numbers behind the length, which are to come back.
    int end = column.size();
    while (end > length * size && isZero.test(end - 1)) {
      end--;
    }
    FeatureList.Builder list = FeatureList.newBuilder();
    for (int i = 0; i * size < end; i++) {
      list.addFeature(step.apply(i * size));
    }
    lists.putFeatureList(column.name(), list.build());
  }

  @Override
  public MessageLite build() {
    return SequenceExample.newBuilder().setContext(context).setFeatureLists(lists).build();
  }
}
