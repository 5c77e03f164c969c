package dar.training.missing;

import dar.graph.input.BadInputException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Which steps of one modality are kept: booleans [N, T] in C order, true where the step is kept,
 * false where it is erased. A value: nothing changes it after it is made.
 */
public final class KeepMask {
  private final int samples;
  private final int steps;
  private final boolean[] kept;

  /**
   * Holds a copy of the entries.
   *
   * @param samples N
   * @param steps T
   * @param kept [N, T], flat, in C order
   * @throws BadInputException if there are not N T of them
   */
  public KeepMask(int samples, int steps, boolean[] kept) {
    if (samples < 0 || steps < 1 || kept.length != (long) samples * steps) {
      throw new BadInputException(
          "keep mask: expected %d x %d entries, found %d".formatted(samples, steps, kept.length));
    }
    this.samples = samples;
    this.steps = steps;
    this.kept = kept.clone();
  }

  /** Nothing is erased. */
  public static KeepMask all(int samples, int steps) {
    boolean[] kept = new boolean[samples * steps];
    Arrays.fill(kept, true);
    return new KeepMask(samples, steps, kept);
  }

  /** N. */
  public int samples() {
    return samples;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** Whether this step of this sample is kept. */
  public boolean isKept(int sample, int step) {
    Objects.checkIndex(sample, samples);
    Objects.checkIndex(step, steps);
    return kept[sample * steps + step];
  }

  /** The mask of a batch: the rows of these samples, in this order. [N, T] to [B, T]. */
  public KeepMask rows(int... batch) {
    boolean[] rows = new boolean[batch.length * steps];
    for (int i = 0; i < batch.length; i++) {
      Objects.checkIndex(batch[i], samples);
      System.arraycopy(kept, batch[i] * steps, rows, i * steps, steps);
    }
    return new KeepMask(batch.length, steps, rows);
  }

  /**
   * The same mask, but that the first and the last real step of each sample are kept. So must the
   * masks of language as tokens be, in training and in evaluation: [CLS] and [SEP] are never
   * missing (Section 4.2; TFR-Net: {@code missing_mask[i][0] = missing_mask[i][length - 1] = 1}).
   *
   * @param lengths [N], the number of real steps of each sample; 0 changes nothing
   * @throws BadInputException if there are not N of them, each in [0, T]
   */
  public KeepMask withEndsKept(int[] lengths) {
    if (lengths.length != samples) {
      throw new BadInputException(
          "keep mask: expected %d lengths, found %d".formatted(samples, lengths.length));
    }
    boolean[] ends = kept.clone();
    for (int sample = 0; sample < samples; sample++) {
      int length = lengths[sample];
      if (length < 0 || length > steps) {
        throw new BadInputException(
            "length of sample %d: expected in [0, %d], found %d".formatted(sample, steps, length));
      }
      if (length > 0) {
        ends[sample * steps] = true;
        ends[sample * steps + length - 1] = true;
      }
    }
    return new KeepMask(samples, steps, ends);
  }

  /** The number of erased steps. */
  public int erased() {
    int erased = 0;
    for (boolean step : kept) {
      erased += step ? 0 : 1;
    }
    return erased;
  }

  /** A copy of the entries, [N, T] flat in C order, as the graph is fed. */
  public boolean[] toArray() {
    return kept.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeepMask that
        && samples == that.samples
        && steps == that.steps
        && Arrays.equals(kept, that.kept);
  }

  @Override
  public int hashCode() {
    return Objects.hash(samples, steps, Arrays.hashCode(kept));
  }

  @Override
  public String toString() {
    return "KeepMask[%d, %d], %d erased".formatted(samples, steps, erased());
  }
}
