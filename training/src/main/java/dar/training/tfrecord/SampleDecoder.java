package dar.training.tfrecord;

/**
 * The values of one sample, out of its record. What is not as its column says is a {@code
 * BadInputException} that begins with the column's name.
 */
interface SampleDecoder {
  String text(Column column);

  /** Fills {@code out}, with zeros where the record has fewer steps. */
  void read(Column column, float[] out);

  /** As above. */
  void read(Column column, int[] out);
}
