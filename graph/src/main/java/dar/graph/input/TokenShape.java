package dar.graph.input;

/**
 * Language as tokens, the paper's path (Section 4.2): a row of ids [T] that begins with [CLS] and
 * ends, before the padding, with [SEP].
 *
 * @param length T, the number of tokens with [CLS], [SEP] and padding
 * @param vocabulary ids lie in [0, vocabulary)
 */
public record TokenShape(int length, int vocabulary) {
  /** The id of [UNK], which stands for what is missing (Section 4.2). */
  public static final int UNKNOWN = 100;

  public TokenShape {
    if (length < 2) {
      throw new BadInputException(
          "tokens.length: expected at least 2, for [CLS] and [SEP], found " + length);
    }
    if (vocabulary <= UNKNOWN) {
      throw new BadInputException(
          "tokens.vocabulary: expected more than %d, the id of [UNK], found %d"
              .formatted(UNKNOWN, vocabulary));
    }
  }
}
