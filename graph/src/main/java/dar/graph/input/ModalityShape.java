package dar.graph.input;

/**
 * The raw sequence of one modality, U_m in R^{T_m x d_m} (Section 3.1).
 *
 * @param length T_m, the number of steps
 * @param width d_m, the number of features a step
 */
public record ModalityShape(int length, int width) {

  /** Stands in for a modality that a data set lacks: one step that is always missing. */
  public static final ModalityShape ABSENT = new ModalityShape(1, 1);

  public ModalityShape {
    if (length < 1 || width < 1) {
      throw new BadInputException(
          "modality shape: expected length and width of at least 1, found [%d, %d]"
              .formatted(length, width));
    }
  }
}
