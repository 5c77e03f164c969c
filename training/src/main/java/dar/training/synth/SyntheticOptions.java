package dar.training.synth;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The sizes of a synthetic set; the formulas are {@link Synthetic}'s.
 *
 * @param name how reports call it
 * @param modalities the modalities that the set has
 * @param counts N of each split
 * @param commonWidth the width of the common factor c
 * @param specificWidth the width of each specific factor s_m
 * @param specificWeight how much the specific factors add to the label, beside 1 of the common one
 */
public record SyntheticOptions(
    String name,
    Map<Modality, SyntheticModality> modalities,
    Map<Split, Integer> counts,
    int commonWidth,
    int specificWidth,
    double specificWeight) {
  private static final int WIDTH = 4;
  private static final double SPECIFIC_WEIGHT = 0.3;

  public SyntheticOptions {
    EnumMap<Modality, SyntheticModality> ordered = new EnumMap<>(Modality.class);
    ordered.putAll(modalities);
    modalities = Collections.unmodifiableMap(ordered);
    EnumMap<Split, Integer> orderedCounts = new EnumMap<>(Split.class);
    orderedCounts.putAll(counts);
    counts = Collections.unmodifiableMap(orderedCounts);
    if (commonWidth < 1 || specificWidth < 1) {
      throw new BadInputException(
          "factors: expected widths of at least 1, found %d and %d"
              .formatted(commonWidth, specificWidth));
    }
    if (!(specificWeight >= 0)) {
      throw new BadInputException("specificWeight: expected at least 0, found " + specificWeight);
    }
  }

  /** Small enough to train on in minutes: what {@code dar train} uses when no data is given. */
  public static SyntheticOptions demo() {
    return of(
        "demo",
        new ModalityShape(16, 24),
        new ModalityShape(24, 12),
        new ModalityShape(20, 10),
        Map.of(Split.TRAIN, 512, Split.VALID, 128, Split.TEST, 192));
  }

  /** The sizes of CMU-MOSI as MMSA publishes it. */
  public static SyntheticOptions mosi() {
    return of(
        "mosi",
        new ModalityShape(50, 768),
        new ModalityShape(500, 20),
        new ModalityShape(375, 5),
        Map.of(Split.TRAIN, 1284, Split.VALID, 229, Split.TEST, 686));
  }

  /** The same set with other numbers of samples. */
  public SyntheticOptions withCounts(int train, int valid, int test) {
    Map<Split, Integer> sizes = Map.of(Split.TRAIN, train, Split.VALID, valid, Split.TEST, test);
    return new SyntheticOptions(
        name, modalities, sizes, commonWidth, specificWidth, specificWeight);
  }

  private static SyntheticOptions of(
      String name,
      ModalityShape language,
      ModalityShape visual,
      ModalityShape acoustic,
      Map<Split, Integer> counts) {
    // Language tells most of the sentiment, as it does in MOSI.
    Map<Modality, SyntheticModality> modalities =
        Map.of(
            Modality.LANGUAGE, new SyntheticModality(language, 0.9, 0.5),
            Modality.VISUAL, new SyntheticModality(visual, 1.5, 0.7),
            Modality.ACOUSTIC, new SyntheticModality(acoustic, 1.7, 0.7));
    return new SyntheticOptions(name, modalities, counts, WIDTH, WIDTH, SPECIFIC_WEIGHT);
  }
}
