package dar.training.pickle;

import dar.graph.input.Modality;
import dar.training.data.Samples;
import dar.training.data.Split;
import dar.training.pickle.PickleValue.ArrayValue;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.Table;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads one split of MMSA's layout:
 *
 * <pre>
 * text, vision, audio                           [N, T, d] features
 * text_lengths, vision_lengths, audio_lengths   [N] real steps; where they are missing, those up to
 *                                               the last one that is not all zero
 * text_bert                                     [N, 3, L] ids, mask, segments; the sum of the mask
 *                                               is also the length of text where text_lengths is
 *                                               missing
 * regression_labels or classification_labels    [N]
 * id, raw_text                                  [N], may be missing
 * </pre>
 */
final class SplitReader {
  /** The most values a sample may have in one modality; it bounds what is read at once. */
  private static final int MOST_SAMPLE_VALUES = 1 << 24;

  private final PickleFile file;
  private final FieldReader fields;
  private final Split split;
  private final Table table;
  private final String labelsKey;
  private final boolean vectors;

  /** A reader; {@code vectors} tells whether language is read from {@code text}. */
  SplitReader(
      PickleFile file,
      FieldReader fields,
      Split split,
      Table table,
      String labelsKey,
      boolean vectors) {
    this.file = file;
    this.fields = fields;
    this.split = split;
    this.table = table;
    this.labelsKey = labelsKey;
    this.vectors = vectors;
  }

  MmsaSplit read() throws IOException {
    if (table.entries().isEmpty()) {
      throw noSamples();
    }
    PickleValue labelsValue = field(labelsKey);
    if (labelsValue == null) {
      throw file.error(subject(labelsKey), "labels", "none");
    }
    float[] labels = fields.numbers(subject(labelsKey), labelsValue, "a list or array of numbers");
    if (labels.length == 0) {
      throw noSamples();
    }
    Map<Modality, NumpyArray> features = new EnumMap<>(Modality.class);
    Map<Modality, Integer> clamped = new EnumMap<>(Modality.class);
    Map<Modality, int[]> lengths = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      boolean skipped = modality == Modality.LANGUAGE && !vectors;
      NumpyArray array = skipped ? null : features(modality, labels.length);
      if (array != null) {
        features.put(modality, array);
        lengths.put(modality, new int[labels.length]);
        clamped.put(modality, lengths(modality, array, lengths.get(modality)));
      }
    }
    Samples samples = new Samples(lengths, labels, ids(labels.length), texts(labels.length));
    Optional<NumpyArray> tokens =
        vectors || field(TokenCopy.FIELD) == null
            ? Optional.empty()
            : Optional.of(tokens(labels.length));
    return new MmsaSplit(samples, features, tokens, clamped);
  }

  private RuntimeException noSamples() {
    return file.error("split " + split.key(), "at least 1 sample", "none");
  }

  /** MMSA's name for a modality. */
  private static String key(Modality modality) {
    return switch (modality) {
      case LANGUAGE -> "text";
      case VISUAL -> "vision";
      case ACOUSTIC -> "audio";
    };
  }

  private String subject(String key) {
    return "split %s: %s".formatted(split.key(), key);
  }

  private PickleValue field(String key) {
    PickleValue value = table.entries().get(key);
    return value == Constant.NONE ? null : value;
  }

  /** The array of a modality, or null where there is none or it is empty. */
  private NumpyArray features(Modality modality, int count) {
    PickleValue value = field(key(modality));
    if (value == null) {
      return null;
    }
    NumpyArray array = value instanceof ArrayValue holder ? holder.array() : null;
    if (array == null || !array.type().isNumber() || array.shape().length == 0) {
      throw file.error(subject(key(modality)), "an array of numbers of 3 axes", value.describe());
    }
    if (array.elements() == 0) {
      return null;
    }
    long[] shape = array.shape();
    if (shape.length != 3 || shape[0] != count) {
      throw file.error(
          subject(key(modality)),
          "an array of shape [%d, T, d]".formatted(count),
          array.describe());
    }
    if (array.elements() / count > MOST_SAMPLE_VALUES) {
      throw file.error(
          subject(key(modality)),
          "at most %d values a sample".formatted(MOST_SAMPLE_VALUES),
          array.describe());
    }
    return array;
  }

  /** Fills the lengths of a modality and tells how many lengths were clamped to T. */
  private int lengths(Modality modality, NumpyArray array, int[] lengths) throws IOException {
    String key = key(modality) + "_lengths";
    PickleValue given = field(key);
    float[] values;
    if (given != null) {
      values = fields.numbers(subject(key), given, "a list or array of lengths");
    } else if (modality == Modality.LANGUAGE && field(TokenCopy.FIELD) != null) {
      values = maskLengths(lengths.length);
      key = TokenCopy.FIELD;
    } else {
      values = lastSteps(array);
    }
    expectRows(key, values.length, lengths.length);
    int most = (int) array.shape()[1];
    int clamped = 0;
    for (int row = 0; row < values.length; row++) {
      float value = values[row];
      if (!(value >= 0) || value != Math.rint(value)) {
        throw file.error(
            subject(key) + ": row " + row, "a length of at least 0", String.valueOf(value));
      }
      clamped += value > most ? 1 : 0;
      lengths[row] = (int) Math.min(most, value);
    }
    return clamped;
  }

  private NumpyArray tokens(int count) {
    PickleValue value = field(TokenCopy.FIELD);
    NumpyArray tokens = value instanceof ArrayValue holder ? holder.array() : null;
    boolean fits =
        tokens != null
            && tokens.type().isNumber()
            && tokens.shape().length == 3
            && tokens.shape()[0] == count
            && tokens.shape()[1] == TokenCopy.ROWS
            && tokens.shape()[2] >= 2
            && tokens.elements() / count <= MOST_SAMPLE_VALUES;
    if (!fits) {
      throw file.error(
          subject(TokenCopy.FIELD),
          "an array of shape [%d, 3, L]".formatted(count),
          value.describe());
    }
    return tokens;
  }

  private float[] maskLengths(int count) throws IOException {
    NumpyArray tokens = tokens(count);
    float[] lengths = new float[count];
    int steps = (int) tokens.shape()[2];
    new RowReader(file, tokens)
        .forEachSlab(
            (first, rows, values) -> {
              for (int row = 0; row < rows; row++) {
                int mask = (row * TokenCopy.ROWS + 1) * steps;
                for (int step = 0; step < steps; step++) {
                  lengths[first + row] += values[mask + step] > 0 ? 1 : 0;
                }
              }
            });
    return lengths;
  }

  private float[] lastSteps(NumpyArray array) throws IOException {
    float[] lengths = new float[(int) array.shape()[0]];
    int width = (int) array.shape()[2];
    RowReader reader = new RowReader(file, array);
    reader.forEachSlab(
        (first, rows, values) -> {
          for (int row = 0; row < rows; row++) {
            int from = row * reader.rowLength();
            int last = reader.rowLength() - 1;
            while (last >= 0 && values[from + last] == 0) {
              last--;
            }
            lengths[first + row] = last < 0 ? 0 : last / width + 1;
          }
        });
    return lengths;
  }

  private List<String> ids(int count) throws IOException {
    PickleValue value = field("id");
    if (value == null) {
      return IntStream.range(0, count).mapToObj(row -> split.key() + "-" + row).toList();
    }
    List<String> ids = fields.texts(subject("id"), value);
    expectRows("id", ids.size(), count);
    return ids;
  }

  private List<String> texts(int count) throws IOException {
    PickleValue value = field("raw_text");
    if (value == null) {
      return Collections.nCopies(count, "");
    }
    List<String> texts = fields.texts(subject("raw_text"), value);
    expectRows("raw_text", texts.size(), count);
    return texts;
  }

  private void expectRows(String key, int found, int expected) {
    if (found != expected) {
      throw file.error(
          subject(key), "%d values, one a label".formatted(expected), Integer.toString(found));
    }
  }
}
