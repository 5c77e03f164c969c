package dar.training.tfrecord;

import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The samples of a split on their way out, one at a time. */
final class SampleSource {
  private final Dataset data;
  private final FeatureSpec spec;
  private final Split split;
  private final List<String> ids;
  private final List<String> texts;
  private final float[] labels;
  private final Map<Modality, float[]> features = new EnumMap<>(Modality.class);
  private final Map<String, float[][]> factors = new TreeMap<>();

  SampleSource(Dataset data, FeatureSpec spec, Split split) {
    this.data = data;
    this.spec = spec;
    this.split = split;
    ids = data.ids(split);
    texts = data.texts(split);
    labels = data.labels(split);
    spec.data()
        .modalities()
        .keySet()
        .forEach(modality -> features.put(modality, new float[spec.vectors(modality).size()]));
    spec.factors().keySet().forEach(n -> factors.put(n, data.factors(split, n).orElseThrow()));
  }

  /** Puts all that a sample has. */
  void put(int row, SampleEncoder encoder) {
    encoder.put(FeatureSpec.ID, ids.get(row));
    encoder.put(FeatureSpec.TEXT, texts.get(row));
    encoder.put(FeatureSpec.LABEL, new float[] {labels[row]}, 1);
    for (Modality modality : Modality.values()) {
      if (spec.data().includes(modality)) {
        encoder.put(spec.length(modality), new int[] {length(modality, row)}, 1);
      }
    }
    spec.tokens().ifPresent(ids -> putTokens(ids, row, encoder));
    features.forEach(
        (modality, values) -> {
          data.read(split, modality, new int[] {row}, values);
          encoder.put(spec.vectors(modality), values, length(modality, row));
        });
    factors.forEach((name, rows) -> encoder.put(spec.factor(name), rows[row], rows[row].length));
  }

  private void putTokens(Column tokens, int row, SampleEncoder encoder) {
    int length = length(Modality.LANGUAGE, row);
    int[] values = new int[tokens.size()];
    data.readTokens(split, new int[] {row}, values);
    encoder.put(tokens, values, length);
    int[] mask = new int[tokens.size()];
    Arrays.fill(mask, 0, length, 1);
    encoder.put(spec.mask().orElseThrow(), mask, length);
  }

  private int length(Modality modality, int row) {
    return data.length(split, modality, row);
  }
}
