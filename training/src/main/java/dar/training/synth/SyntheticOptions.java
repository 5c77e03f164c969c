package dar.training.synth;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sizes of a synthetic set; the formulas are {@link Synthetic}'s.
 *
 * @param name how reports call it
 * @param modalities the modalities that the set has as vectors
 * @param sentences language, where it is sentences
 * @param counts N of each split
 * @param commonWidth the width of the common factor c
 * @param specificWeight how much the specific factors add to the label, beside 1 of the common one
 */
public record SyntheticOptions(
    String name,
    Map<Modality, SyntheticModality> modalities,
    Optional<SyntheticSentences> sentences,
    Map<Split, Integer> counts,
    int commonWidth,
    double specificWeight) {
  /** Of c: on the sphere in three dimensions each component is uniform. */
  private static final int COMMON_WIDTH = 3;

  public SyntheticOptions {
    modalities = Maps.immutableEnumMap(modalities);
    counts = Maps.immutableEnumMap(counts);
    if (commonWidth < 2) {
      throw new BadInputException(
          "commonWidth: expected at least 2, for a sphere, found " + commonWidth);
    }
    if (sentences.isPresent()) {
      Reviews.requireWords("commonWidth", commonWidth, Reviews.MOST_COMMON);
      if (modalities.containsKey(Modality.LANGUAGE)) {
        throw new BadInputException("language: expected vectors or sentences, found both");
      }
    }
    if (!(specificWeight >= 0)) {
      throw new BadInputException("specificWeight: expected at least 0, found " + specificWeight);
    }
  }

  /** Sentences, and vectors beside them: what {@code dar train} uses when no data is given. */
  public static SyntheticOptions demo() {
    return new SyntheticOptions(
        "demo",
        Map.of(
            Modality.VISUAL, new SyntheticModality(new ModalityShape(24, 96), 12, 2, 0.2, 1),
            Modality.ACOUSTIC, new SyntheticModality(new ModalityShape(20, 96), 12, 2, 0.2, 1)),
        Optional.of(new SyntheticSentences(32, 4, 0.2)),
        Map.of(Split.TRAIN, 2048, Split.VALID, 128, Split.TEST, 192),
        COMMON_WIDTH,
        0.15);
  }

  /** Vectors alone, small: for quick tries. */
  public static SyntheticOptions vectors() {
    return of(
        "vectors",
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
    return new SyntheticOptions(name, modalities, sentences, sizes, commonWidth, specificWeight);
  }

  /** The width of each modality's own factor. */
  Map<Modality, Integer> specificWidths() {
    Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
    sentences.ifPresent(own -> widths.put(Modality.LANGUAGE, own.specificWidth()));
    modalities.forEach((modality, own) -> widths.put(modality, own.specificWidth()));
    return widths;
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
            Modality.LANGUAGE, new SyntheticModality(language, 4, 1, 0.9, 0.5),
            Modality.VISUAL, new SyntheticModality(visual, 4, 1, 1.5, 0.7),
            Modality.ACOUSTIC, new SyntheticModality(acoustic, 4, 1, 1.7, 0.7));
    return new SyntheticOptions(name, modalities, Optional.empty(), counts, COMMON_WIDTH, 0.3);
  }
}
