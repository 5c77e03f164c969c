package dar.training.tfrecord;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Locale;

/** The two messages that TensorFlow parses samples from. */
public enum RecordKind {
  /** {@code tf.Example}: every array whole, padding and all. */
  EXAMPLE("Example") {
    @Override
    SampleEncoder encoder() {
      return new ExampleEncoder();
    }

    @Override
    SampleDecoder decoder(byte[] data) throws InvalidProtocolBufferException {
      return ExampleDecoder.of(data);
    }
  },
  /** {@code tf.SequenceExample}: what has steps is a list of them, without padding. */
  SEQUENCE_EXAMPLE("SequenceExample") {
    @Override
    SampleEncoder encoder() {
      return new SequenceExampleEncoder();
    }

    @Override
    SampleDecoder decoder(byte[] data) throws InvalidProtocolBufferException {
      return SequenceExampleDecoder.of(data);
    }
  };

  private final String message;

  RecordKind(String message) {
    this.message = message;
  }

  /** What TensorFlow calls it. */
  String message() {
    return message;
  }

  /** {@code example}, {@code sequence-example}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Takes in the values of one sample. */
  abstract SampleEncoder encoder();

  /** Gives out the values of one sample. */
  abstract SampleDecoder decoder(byte[] data) throws InvalidProtocolBufferException;
}
