package dar.training.tfrecord;

import com.google.protobuf.MessageLite;

/** Takes in the values of one sample and gives out its record. */
interface SampleEncoder {
  void put(Column column, String text);

  /**
   * Puts an array.
   *
   * @param length how many of its steps are real, where it has steps; what stands behind them is
   *     kept where it is not zero
   */
  void put(Column column, float[] values, int length);

  /** As above. */
  void put(Column column, int[] values, int length);

  MessageLite build();
}
