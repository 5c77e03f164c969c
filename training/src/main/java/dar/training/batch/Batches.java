package dar.training.batch;

import dar.graph.input.BadInputException;
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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Gathers the samples of one split. A modality that the data set lacks is one missing step. */
public final class Batches {
  private final Dataset data;
  private final Split split;
  private final float[] labels;
  private final Map<Modality, ModalityShape> shapes;

  public Batches(Dataset data, Split split) {
    this.data = data;
    this.split = split;
    this.labels = data.labels(split);
    this.shapes = shapes(data);
  }

  /** The shape that the model takes of each modality. */
  public static Map<Modality, ModalityShape> shapes(Dataset data) {
    return Modality.each(m -> data.has(m) ? data.shape(m) : ModalityShape.ABSENT);
  }

  public int samples() {
    return labels.length;
  }

  /** The samples in the order of the data, in batches of at most {@code size}. */
  public List<int[]> inOrder(int size) {
    return cut(IntStream.range(0, samples()).toArray(), size);
  }

  /** The samples in an order that is a pure function of (seed, epoch), in batches. */
  public List<int[]> shuffled(long seed, int epoch, int size) {
    int[] rows = IntStream.range(0, samples()).toArray();
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + epoch);
    for (int i = rows.length - 1; i > 0; i--) { // Fisher and Yates
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
    return cut(rows, size);
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
        m -> masks.batch(epoch, rows, m, lengths(m, rows), shapes.get(m).length()));
  }

  /** The masks of all samples for evaluation, with NumPy's bits. */
  public Map<Modality, KeepMask> masks(long seed, MissingRates rates) {
    int[] rows = IntStream.range(0, samples()).toArray();
    return EvaluationMasks.draw(
        seed,
        rates,
        Modality.each(m -> lengths(m, rows)),
        Modality.each(m -> shapes.get(m).length()));
  }

  /** The mask rows of a batch. */
  public static Map<Modality, KeepMask> rows(Map<Modality, KeepMask> masks, int[] rows) {
    return Modality.each(m -> masks.get(m).rows(rows));
  }

  private int[] lengths(Modality m, int[] rows) {
    return data.has(m)
        ? Arrays.stream(rows).map(row -> data.length(split, m, row)).toArray()
        : new int[rows.length];
  }

  /** Complete features, masks and labels of some samples. */
  public HostBatch batch(int[] rows, Map<Modality, KeepMask> keep) {
    float[] y = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      y[i] = labels[rows[i]];
    }
    return new HostBatch(
        Modality.each(m -> tensor(m, rows.length, read(m, rows))),
        Modality.each(
            m ->
                TBool.tensorOf(
                    Shape.of(rows.length, shapes.get(m).length()),
                    DataBuffers.of(keep.get(m).toArray()))),
        TFloat32.tensorOf(Shape.of(rows.length), DataBuffers.of(y)));
  }

  /** tilde U_m of some samples: erased steps are zero. */
  public Map<Modality, TFloat32> incomplete(int[] rows, Map<Modality, KeepMask> keep) {
    return Modality.each(
        m -> {
          float[] features = read(m, rows);
          int width = shapes.get(m).width();
          int steps = shapes.get(m).length();
          for (int i = 0; i < rows.length; i++) {
            for (int step = 0; step < steps; step++) {
              if (!keep.get(m).isKept(i, step)) {
                int from = (i * steps + step) * width;
                Arrays.fill(features, from, from + width, 0);
              }
            }
          }
          return tensor(m, rows.length, features);
        });
  }

  private float[] read(Modality m, int[] rows) {
    ModalityShape shape = shapes.get(m);
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
    ModalityShape shape = shapes.get(m);
    return TFloat32.tensorOf(
        Shape.of(samples, shape.length(), shape.width()), DataBuffers.of(features));
  }
}
