package dar.training.missing;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import java.util.List;

/**
 * Rates that follow the validation loss: a modality is erased the more, the less the loss rises
 * without it. For modality m the rate of the next epoch is
 *
 * <pre>{@code
 * k_m = 0.9 max(1/2, (mean over r of E_m(r)) / E(0)),  E_m(r) = 1 - L_m(r) / L_0
 * }</pre>
 *
 * where L_m(r) is the validation loss of the prediction with m alone erased at rate r, and L_0 that
 * of the best constant, so that E is the explained share (of the variance, for a regression); E
 * below 0 counts as 0, and their ratio as at most 1. The rate is half of the largest of the
 * evaluation at first, since a model that explains nothing has nothing to spare, and as large as
 * that once the prediction does without the modality: a curriculum (Bengio et al., "Curriculum
 * learning", ICML 2009) that each modality sets itself.
 */
public final class AdaptiveRates {
  /** The rates r at which L_m is measured; the first is 0. */
  public static final ImmutableList<Double> MEASURED = ImmutableList.of(0.0, 0.3, 0.6, 0.9);

  /** Before anything is measured. */
  public static final RateLaw.Fixed FIRST = kept(0);

  private static final double LEAST_SHARE = 0.5;

  private AdaptiveRates() {}

  /**
   * The law of the next epoch.
   *
   * @param losses L_m at the rates of {@link #MEASURED}
   * @param constant L_0, positive
   */
  public static RateLaw.Fixed of(List<Double> losses, double constant) {
    if (losses.size() != MEASURED.size() || !losses.stream().allMatch(Double::isFinite)) {
      throw new BadInputException(
          "losses by rate: expected %d finite numbers, found %s"
              .formatted(MEASURED.size(), losses));
    }
    double complete = explained(losses.get(0), constant);
    double mean =
        losses.stream().mapToDouble(loss -> explained(loss, constant)).average().orElseThrow();
    return kept(complete > 0 ? mean / complete : 0);
  }

  private static double explained(double loss, double constant) {
    return Math.max(0, 1 - loss / constant);
  }

  /** When a share of what is explained is kept without the modality. */
  private static RateLaw.Fixed kept(double share) {
    return new RateLaw.Fixed(RateLaw.LARGEST * Math.min(1, Math.max(LEAST_SHARE, share)));
  }
}
