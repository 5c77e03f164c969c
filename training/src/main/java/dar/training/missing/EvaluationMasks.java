package dar.training.missing;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The masks of a whole split for evaluation at a missing rate (Section 4.2), with NumPy's bits.
 *
 * <p>MMSA, TFR-Net and LNLN draw, for each modality anew,
 *
 * <pre>{@code
 * np.random.seed(seed)
 * kept = (np.random.uniform(size=(N, T)) > k) * is_real
 * }</pre>
 *
 * and so do we. Two things follow. The generator restarts for each modality, so modalities of equal
 * T lose the same steps when their rates are equal. And one seed gives nested masks: what is erased
 * at k stays erased at every larger k.
 *
 * <p>Only real steps count, and padding is never erased: it is kept here, where MMSA's product says
 * 0. Features are zero in the padding, so both say the same of the input, and an erased entry
 * always stands for something that was lost.
 */
public final class EvaluationMasks {
  private EvaluationMasks() {}

  /**
   * Draws the masks of all samples of a split.
   *
   * <p>Blocks: one number is drawn a block, {@code size=(N, ceil(T / block))}, and a block is
   * erased with its last, perhaps shorter, part.
   *
   * @param seed in [0, 2^32 - 1], as in NumPy
   * @param lengths the number of real steps of each sample, [N] for each modality in steps
   * @param steps T of each modality that the data has
   * @return a mask [N, T] for each modality in steps
   * @throws BadInputException if lengths and steps disagree, or the seed is out of range
   */
  public static Map<Modality, KeepMask> draw(
      long seed, MissingRates rates, Map<Modality, int[]> lengths, Map<Modality, Integer> steps) {
    if (!lengths.keySet().equals(steps.keySet())) {
      throw new BadInputException(
          "lengths: expected those of %s, found those of %s"
              .formatted(steps.keySet(), lengths.keySet()));
    }
    EnumMap<Modality, KeepMask> masks = new EnumMap<>(Modality.class);
    steps.forEach(
        (modality, t) ->
            masks.put(modality, draw(seed, modality, rates, lengths.get(modality), t)));
    return masks;
  }

  private static KeepMask draw(
      long seed, Modality modality, MissingRates rates, int[] lengths, int t) {
    int block = rates.block();
    int blocks = (t - 1) / block + 1;
    KeepMask drawn = uniformGreater(seed, lengths.length, blocks, rates.rate(modality));
    boolean[] kept = new boolean[lengths.length * t];
    Arrays.fill(kept, true);
    for (int sample = 0; sample < lengths.length; sample++) {
      int length = Lengths.checked(modality, sample, lengths[sample], t);
      for (int step = 0; step < length; step++) {
        kept[sample * t + step] = drawn.isKept(sample, step / block);
      }
    }
    return new KeepMask(lengths.length, t, kept);
  }

  /**
   * {@code np.random.seed(seed); np.random.uniform(size=(n, t)) > k}, bit for bit, padding and all.
   *
   * @throws BadInputException if the seed is outside [0, 2^32 - 1]
   */
  public static KeepMask uniformGreater(long seed, int n, int t, double k) {
    NumpyUniform uniform = new NumpyUniform(seed);
    boolean[] kept = new boolean[n * t];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = uniform.next() > k;
    }
    return new KeepMask(n, t, kept);
  }
}
