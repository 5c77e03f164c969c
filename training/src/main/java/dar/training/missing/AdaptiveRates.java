package dar.training.missing;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import java.util.List;

/**
 * Rates that follow the validation loss: a modality is erased the more, the more is explained
 * without it. For modality m, each sample draws its rate from
 *
 * <pre>{@code
 * [0, 0.9 max(1/2, E_m)],  E_m = 1 - (mean over r of L_m(r)) / L_0
 * }</pre>
 *
 * where L_m(r) is the validation loss of the prediction with m alone erased at rate r, and L_0 that
 * of the best constant, so that E_m is the explained share (of the variance, for a regression). It
 * is a curriculum (Bengio et al., "Curriculum learning", ICML 2009) that each modality sets itself:
 * half the range of the evaluation at first, since a model that explains little learns nothing from
 * inputs that are mostly gone, and all of it as the prediction comes to do without the modality.
 */
public final class AdaptiveRates {
  /** The rates r at which L_m is measured. */
  public static final ImmutableList<Double> MEASURED = ImmutableList.of(0.0, 0.3, 0.6, 0.9);

  /** Before anything is measured. */
  public static final RateLaw.Uniform FIRST = upTo(0);

  private static final double LEAST_SHARE = 0.5;

  private AdaptiveRates() {}

  /**
   * The law of the next epoch.
   *
   * @param losses L_m at the rates of {@link #MEASURED}
   * @param constant L_0, positive
   */
  public static RateLaw.Uniform of(List<Double> losses, double constant) {
    if (losses.size() != MEASURED.size() || !losses.stream().allMatch(Double::isFinite)) {
      throw new BadInputException(
          "losses by rate: expected %d finite numbers, found %s"
              .formatted(MEASURED.size(), losses));
    }
    double mean = losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
    return upTo(1 - mean / constant);
  }

  private static RateLaw.Uniform upTo(double explained) {
    return new RateLaw.Uniform(RateLaw.LARGEST * Math.max(LEAST_SHARE, explained));
  }
}
