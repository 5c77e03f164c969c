package dar.training.tfrecord;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyWriter;
import dar.training.data.Samples;
import dar.training.data.Split;
import dar.training.data.TokenWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The samples of a split on their way in, one at a time. */
final class SampleSink implements Closeable {
  private final FeatureSpec spec;
  private final List<Array> arrays = new ArrayList<>();
  private final Optional<TokenWriter> tokens;
  private final List<String> ids = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Float> labels = new ArrayList<>();
  private final Map<Modality, List<Integer>> lengths = new EnumMap<>(Modality.class);
  private final Map<String, Long> cleaned = new TreeMap<>();

  /** A file, and what one sample of it is read into. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Array(Column column, NpyWriter out, float[] values) {
    static Array of(Column column, NpyWriter out) {
      return new Array(column, out, new float[column.size()]);
    }
  }

  SampleSink(FeatureSpec spec, DatasetWriter writer, Split split) throws IOException {
    this.spec = spec;
    for (Modality modality : Modality.values()) {
      if (spec.data().includes(modality)) {
        lengths.put(modality, new ArrayList<>());
      }
      if (spec.data().modalities().containsKey(modality)) {
        arrays.add(Array.of(spec.vectors(modality), writer.features(split, modality)));
      }
    }
    for (Map.Entry<String, Integer> factor : spec.factors().entrySet()) {
      NpyWriter out = writer.factors(split, factor.getKey(), factor.getValue());
      arrays.add(Array.of(spec.factor(factor.getKey()), out));
    }
    tokens = spec.tokens().isPresent() ? Optional.of(writer.tokens(split)) : Optional.empty();
  }

  /** Takes in a sample. */
  void add(SampleDecoder sample) throws IOException {
    ids.add(sample.text(FeatureSpec.ID));
    texts.add(sample.text(FeatureSpec.TEXT));
    labels.add(label(sample));
    for (Map.Entry<Modality, List<Integer>> entry : lengths.entrySet()) {
      entry.getValue().add(length(sample, entry.getKey()));
    }
    if (tokens.isPresent()) {
      addTokens(sample, tokens.get());
    }
    for (Array array : arrays) {
      sample.read(array.column(), array.values());
      clean(array);
      array.out().append(array.values(), array.values().length);
    }
  }

  private float label(SampleDecoder sample) {
    float[] label = new float[1];
    sample.read(FeatureSpec.LABEL, label);
    boolean whole =
        spec.data().task() instanceof Task.Regression || label[0] == Math.rint(label[0]);
    if (!spec.data().isInRange(label[0]) || !whole) {
      throw new BadInputException(
          "%s: expected %s in [%s, %s], found %s"
              .formatted(
                  FeatureSpec.LABEL.name(),
                  spec.data().task() instanceof Task.Regression ? "a number" : "a class",
                  spec.data().labelMin(),
                  spec.data().labelMax(),
                  label[0]));
    }
    return label[0];
  }

  private int length(SampleDecoder sample, Modality modality) {
    int[] length = new int[1];
    sample.read(spec.length(modality), length);
    if (length[0] < 0 || length[0] > spec.data().steps(modality)) {
      throw new BadInputException(
          "%s: expected in [0, %d], found %d"
              .formatted(spec.length(modality).name(), spec.data().steps(modality), length[0]));
    }
    return length[0];
  }

  private void addTokens(SampleDecoder sample, TokenWriter out) throws IOException {
    Column ids = spec.tokens().orElseThrow();
    Column mask = spec.mask().orElseThrow();
    int[] row = new int[ids.size()];
    int[] ones = new int[ids.size()];
    sample.read(ids, row);
    sample.read(mask, ones);
    int vocabulary = spec.data().tokens().orElseThrow().vocabulary();
    int length = length(sample, Modality.LANGUAGE);
    for (int i = 0; i < row.length; i++) {
      if (row[i] < 0 || row[i] >= vocabulary) {
        throw new BadInputException(
            "%s: expected ids in [0, %d), found %d".formatted(ids.name(), vocabulary, row[i]));
      }
      if (ones[i] != (i < length ? 1 : 0)) {
        throw new BadInputException(
            "%s: expected %d ones and zeros behind them, found %d at %d"
                .formatted(mask.name(), length, ones[i], i));
      }
    }
    out.append(row, length);
  }

  private void clean(Array array) {
    float[] values = array.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        values[i] = 0;
        cleaned.merge(array.column().name(), 1L, Long::sum);
      }
    }
  }

  /** How many values of a modality were not finite and became 0. */
  long cleaned(Modality modality) {
    return cleaned.getOrDefault(modality.key(), 0L);
  }

  /** What the samples have beside their features. */
  Samples samples() {
    Map<Modality, int[]> steps = new EnumMap<>(Modality.class);
    lengths.forEach((modality, found) -> steps.put(modality, Ints.toArray(found)));
    return new Samples(steps, Floats.toArray(labels), ids, texts);
  }

  @Override
  public void close() throws IOException {
    for (Array array : arrays) {
      array.out().close();
    }
    if (tokens.isPresent()) {
      tokens.get().close();
    }
  }
}
