package dar.training.batch;

import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import dar.graph.input.BadInputException;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.EvaluationMasks;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.missing.TrainingMasks;
import dar.training.program.HostBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Gathers the samples of one split. A modality that the data set lacks is one missing step. */
public final class Batches {
  private static final int POOL = 16;

  private final Dataset data;
  private final Split split;
  private final Optional<LanguageFeed> sentences;
  private final float[] labels;
  private final Map<Modality, Integer> steps;

  /** Sentences, if the data has them, are left to the model to read. */
  public Batches(Dataset data, Split split) {
    this(data, split, data.tokens().map(tokens -> new TokenFeed(data)));
  }

  /**
   * Batches of one split.
   *
   * @param sentences how language is fed; empty where it is vectors
   */
  public Batches(Dataset data, Split split, Optional<? extends LanguageFeed> sentences) {
    this.data = data;
    this.split = split;
    this.sentences = sentences.map(feed -> feed);
    this.labels = data.labels(split);
    this.steps =
        Modality.each(m -> Math.max(data.description().steps(m), ModalityShape.ABSENT.length()));
  }

  /** The shape that the model takes of each modality; that of sentences is its BERT's. */
  public static Map<Modality, ModalityShape> shapes(Dataset data) {
    return Modality.each(m -> shape(data, m));
  }

  private static ModalityShape shape(Dataset data, Modality m) {
    return data.has(m) ? data.shape(m) : ModalityShape.ABSENT;
  }

  public int samples() {
    return labels.length;
  }

  /** The samples in the order of the data, in batches of at most {@code size}. */
  public List<int[]> inOrder(int size) {
    return cut(IntStream.range(0, samples()).toArray(), size);
  }

  /**
   * Batches for reading only: sentences of like length stand together, so that little padding is
   * read. Without sentences the order is that of the data.
   */
  public List<int[]> byLength(int size) {
    if (sentences.isEmpty()) {
      return inOrder(size);
    }
    return cut(Ints.toArray(sortedByLength(IntStream.range(0, samples()).boxed().toList())), size);
  }

  /**
   * The samples in an order that is a pure function of (seed, epoch), in batches. Where the model
   * reads sentences, those of like length among {@link #POOL} batches stand together.
   */
  public List<int[]> shuffled(long seed, int epoch, int size) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + epoch);
    List<Integer> rows = new ArrayList<>(IntStream.range(0, samples()).boxed().toList());
    shuffle(rows, random);
    if (sentences.isEmpty() || !sentences.get().isReadByModel()) {
      return cut(Ints.toArray(rows), size);
    }
    List<int[]> batches = new ArrayList<>();
    for (List<Integer> pool : Lists.partition(rows, POOL * size)) {
      batches.addAll(cut(Ints.toArray(sortedByLength(pool)), size));
    }
    shuffle(batches, random);
    return batches;
  }

  /** Fisher and Yates. */
  private static <T> void shuffle(List<T> items, SplittableRandom random) {
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, random.nextInt(i + 1));
    }
  }

  private List<Integer> sortedByLength(List<Integer> rows) {
    return rows.stream()
        .sorted(Comparator.comparingInt(row -> data.length(split, Modality.LANGUAGE, row)))
        .toList();
  }

  private static List<int[]> cut(int[] rows, int size) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      batches.add(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + size)));
    }
    return batches;
  }

  /** The masks of some samples in an epoch of training. */
  public Map<Modality, KeepMask> masks(TrainingMasks masks, int epoch, int[] rows) {
    return Modality.each(
        m -> {
          int[] lengths = lengths(m, rows);
          return whole(m, lengths, masks.batch(epoch, rows, m, lengths, steps.get(m)));
        });
  }

  /** The masks of all samples for evaluation, with NumPy's bits. */
  public Map<Modality, KeepMask> masks(long seed, MissingRates rates) {
    int[] rows = IntStream.range(0, samples()).toArray();
    Map<Modality, int[]> lengths = Modality.each(m -> lengths(m, rows));
    Map<Modality, KeepMask> drawn = EvaluationMasks.draw(seed, rates, lengths, steps);
    return Modality.each(m -> whole(m, lengths.get(m), drawn.get(m)));
  }

  /** [CLS] and [SEP] of a sentence are never erased. */
  private KeepMask whole(Modality m, int[] lengths, KeepMask mask) {
    return m == Modality.LANGUAGE && sentences.isPresent() ? mask.withEndsKept(lengths) : mask;
  }

  /** The mask rows of a batch. */
  public static Map<Modality, KeepMask> rows(Map<Modality, KeepMask> masks, int[] rows) {
    return Modality.each(m -> masks.get(m).rows(rows));
  }

  private int[] lengths(Modality m, int[] rows) {
    return Arrays.stream(rows).map(row -> data.length(split, m, row)).toArray();
  }

  /** Complete features or sentences, masks and labels of some samples. */
  public HostBatch batch(int[] rows, Map<Modality, KeepMask> keep) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      if (m == Modality.LANGUAGE && sentences.isPresent()) {
        inputs.putAll(sentences.get().complete(split, rows, keep.get(m)));
      } else {
        inputs.put(m.key(), tensor(m, rows.length, read(m, rows)));
        inputs.put(
            InputNames.keep(m),
            TBool.tensorOf(
                Shape.of(rows.length, steps.get(m)), DataBuffers.of(keep.get(m).toArray())));
      }
    }
    float[] y = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      y[i] = labels[rows[i]];
    }
    inputs.put(InputNames.LABELS, TFloat32.tensorOf(Shape.of(rows.length), DataBuffers.of(y)));
    return new HostBatch(inputs);
  }

  /** tilde U_m of some samples: erased steps are zero, and erased tokens [UNK]. */
  public HostBatch incomplete(int[] rows, Map<Modality, KeepMask> keep) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      if (m == Modality.LANGUAGE && sentences.isPresent()) {
        inputs.putAll(sentences.get().incomplete(split, rows, keep.get(m)));
      } else {
        inputs.put(m.key(), tensor(m, rows.length, erased(m, rows, keep.get(m))));
      }
    }
    return new HostBatch(inputs);
  }

  private float[] erased(Modality m, int[] rows, KeepMask keep) {
    float[] features = read(m, rows);
    int width = shape(data, m).width();
    for (int i = 0; i < rows.length; i++) {
      for (int step = 0; step < keep.steps(); step++) {
        if (!keep.isKept(i, step)) {
          int from = (i * keep.steps() + step) * width;
          Arrays.fill(features, from, from + width, 0);
        }
      }
    }
    return features;
  }

  private float[] read(Modality m, int[] rows) {
    ModalityShape shape = shape(data, m);
    long size = (long) rows.length * shape.length() * shape.width();
    if (size > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          "batch: expected at most 2^31 numbers of %s, found %d samples of [%d, %d]"
              .formatted(m.key(), rows.length, shape.length(), shape.width()));
    }
    float[] features = new float[(int) size];
    if (data.has(m)) {
      data.read(split, m, rows, features);
    }
    return features;
  }

  private TFloat32 tensor(Modality m, int samples, float[] features) {
    ModalityShape shape = shape(data, m);
    return TFloat32.tensorOf(
        Shape.of(samples, shape.length(), shape.width()), DataBuffers.of(features));
  }
}
