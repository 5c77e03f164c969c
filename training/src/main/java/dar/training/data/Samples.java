package dar.training.data;

import dar.graph.input.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a split holds beside its features, a row a sample.
 *
 * @param lengths per modality [N] real steps; 0 where the sample lacks it, and for a modality that
 *     is not a key
 * @param labels [N] intensities, or class numbers
 * @param ids [N] names of the samples
 * @param texts [N] what was said; empty where it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Samples(
    Map<Modality, int[]> lengths, float[] labels, List<String> ids, List<String> texts) {
  public Samples {
    ids = List.copyOf(ids);
    texts = List.copyOf(texts);
    EnumMap<Modality, int[]> all = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      all.put(modality, lengths.getOrDefault(modality, new int[labels.length]));
      expect(modality.key() + " lengths", all.get(modality).length, labels.length);
    }
    lengths = all;
    expect("ids", ids.size(), labels.length);
    expect("texts", texts.size(), labels.length);
  }

  /** The same samples with other lengths of one modality. */
  public Samples with(Modality modality, int[] steps) {
    EnumMap<Modality, int[]> all = new EnumMap<>(lengths);
    all.put(modality, steps);
    return new Samples(all, labels, ids, texts);
  }

  /** How many samples lack each modality. */
  public Map<Modality, Integer> absent() {
    return Modality.each(this::absent);
  }

  /** How many samples lack a modality. */
  public int absent(Modality modality) {
    return (int) Arrays.stream(lengths.get(modality)).filter(steps -> steps == 0).count();
  }

  private static void expect(String subject, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s: expected %d, one a label, found %d".formatted(subject, expected, found));
    }
  }

  /** N. */
  public int size() {
    return labels.length;
  }
}
