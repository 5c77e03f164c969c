package dar.training.missing;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import java.util.Arrays;
import java.util.Map;

/**
 * The masks of training (Section 3.3): anew in each epoch, and a pure function of (seed, epoch,
 * sample, modality). Neither the order of samples, nor the batch size, nor a restart from a
 * checkpoint changes them.
 *
 * <p>Block j of a row (a single step when block is 1) is erased iff u_j &lt; k, with u_j uniform in
 * [0, 1): rate 0 erases nothing and rate 1 every real step. Padding is never erased. Where the law
 * draws k, it does so from a number of its own.
 *
 * @param laws how k comes about, for each modality
 * @param block how many consecutive steps are erased together, at least 1
 */
public record TrainingMasks(long seed, Map<Modality, RateLaw> laws, int block) {
  /** The rate's place among the numbers of a row; the blocks have 0, 1, ... */
  private static final int PLACE_OF_RATE = -1;

  public TrainingMasks {
    laws = Map.copyOf(laws);
    if (block < 1) {
      throw new BadInputException("missing.block: expected at least 1, found " + block);
    }
  }

  /** Every sample loses steps at the same rates. */
  public static TrainingMasks fixed(long seed, MissingRates rates) {
    return new TrainingMasks(
        seed, Modality.each(m -> new RateLaw.Fixed(rates.rate(m))), rates.block());
  }

  /** The rate at which one sample loses steps of a modality in an epoch. */
  public double rate(int epoch, int sample, Modality modality) {
    return laws.get(modality).rate(SplitMix.uniform(state(epoch, sample, modality), PLACE_OF_RATE));
  }

  private long state(int epoch, int sample, Modality modality) {
    // The name, not the place in the enum: String.hashCode is specified, so the bytes stay.
    return SplitMix.state(seed, epoch, sample, modality.key().hashCode());
  }

  /**
   * The keep row [T] of one sample.
   *
   * @param epoch counts from anywhere, but differs from epoch to epoch
   * @param sample the sample's index in the split, not in the batch
   * @param length the number of real steps, in [0, T]
   * @param steps T
   */
  public boolean[] row(int epoch, int sample, Modality modality, int length, int steps) {
    Lengths.checked(modality, sample, length, steps);
    boolean[] kept = new boolean[steps];
    Arrays.fill(kept, true);
    double rate = rate(epoch, sample, modality);
    long state = state(epoch, sample, modality);
    for (int step = 0; step < length; step++) {
      kept[step] = SplitMix.uniform(state, step / block) >= rate;
    }
    return kept;
  }

  /**
   * The mask [B, T] of a batch: the row of each sample.
   *
   * @param samples [B], indices in the split
   * @param lengths [B], the number of real steps of each of them
   * @throws BadInputException if samples and lengths differ in number
   */
  public KeepMask batch(int epoch, int[] samples, Modality modality, int[] lengths, int steps) {
    if (samples.length != lengths.length) {
      throw new BadInputException(
          "%s lengths: expected %d, found %d"
              .formatted(modality.key(), samples.length, lengths.length));
    }
    boolean[] kept = new boolean[samples.length * steps];
    for (int i = 0; i < samples.length; i++) {
      boolean[] row = row(epoch, samples[i], modality, lengths[i], steps);
      System.arraycopy(row, 0, kept, i * steps, steps);
    }
    return new KeepMask(samples.length, steps, kept);
  }
}
