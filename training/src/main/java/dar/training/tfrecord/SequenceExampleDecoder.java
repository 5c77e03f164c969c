package dar.training.tfrecord;

import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.input.BadInputException;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.SequenceExample;

/** A {@code tf.SequenceExample}. */
record SequenceExampleDecoder(ExampleDecoder context, SequenceExample sample)
    implements SampleDecoder {
  static SequenceExampleDecoder of(byte[] data) throws InvalidProtocolBufferException {
    SequenceExample sample = SequenceExample.parseFrom(data);
    return new SequenceExampleDecoder(
        new ExampleDecoder(sample.getContext().getFeatureMap()), sample);
  }

  @Override
  public String text(Column column) {
    return context.text(column);
  }

  @Override
  public void read(Column column, float[] out) {
    Arrays.fill(out, 0);
    forEachStep(
        column,
        (name, step, offset) -> FeatureValues.read(name, step, column.stepSize(), out, offset));
  }

  @Override
  public void read(Column column, int[] out) {
    Arrays.fill(out, 0);
    forEachStep(
        column,
        (name, step, offset) -> FeatureValues.read(name, step, column.stepSize(), out, offset));
  }

  /** What is done with the values of a step, which belong at {@code offset}. */
  private interface Use {
    void of(String name, Feature step, int offset);
  }

  /** What has no steps is one, in the context. */
  private void forEachStep(Column column, Use use) {
    if (!column.hasSteps()) {
      use.of(column.name(), context.feature(column), 0);
      return;
    }
    List<Feature> steps = steps(column);
    for (int i = 0; i < steps.size(); i++) {
      use.of("%s: step %d".formatted(column.name(), i), steps.get(i), i * column.stepSize());
    }
  }

  private List<Feature> steps(Column column) {
    if (!sample.getFeatureLists().containsFeatureList(column.name())) {
      throw new BadInputException(column.name() + ": expected a list of features, found none");
    }
    List<Feature> steps =
        sample.getFeatureLists().getFeatureListOrThrow(column.name()).getFeatureList();
    int most = column.shape().get(0);
    if (steps.size() > most) {
      throw new BadInputException(
          "%s: expected at most %d steps, found %d".formatted(column.name(), most, steps.size()));
    }
    return steps;
  }
}
