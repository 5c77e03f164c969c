package dar.training.missing;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;

/** The numbers of real steps, checked: steps from there on are padding. */
final class Lengths {
  private Lengths() {}

  /**
   * @throws BadInputException if the length is outside [0, T]
   */
  static int checked(Modality modality, int sample, int length, int steps) {
    if (length < 0 || length > steps) {
      throw new BadInputException(
          "%s length of sample %d: expected in [0, %d], found %d"
              .formatted(modality.key(), sample, steps, length));
    }
    return length;
  }
}
