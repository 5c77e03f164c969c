package dar.training.missing;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import java.util.Arrays;
import java.util.List;

/**
 * Rates that follow the validation loss: those at which a modality hurts most are drawn most often.
 * For modality m and the rates r = 0.0, 0.1, ..., 0.9,
 *
 * <pre>{@code
 * p_m(r) = (1 - g) softmax_r(L_m(r) / s_m) + g / 10,  g = 0.5
 * }</pre>
 *
 * where L_m(r) is the validation loss of the prediction with m alone erased at rate r, and s_m the
 * standard deviation of L_m over the rates. These are the exponentiated weights of group DRO
 * (Sagawa et al., "Distributionally Robust Neural Networks for Group Shifts", ICLR 2020, Algorithm
 * 1), bounded: of the last loss in place of a running product, in units of its own spread, and at
 * least g / 10, so that no rate is forgotten.
 */
public final class AdaptiveRates {
  /** The rates at which L_m is measured; between them it is taken to be linear. */
  public static final ImmutableList<Double> MEASURED = ImmutableList.of(0.0, 0.3, 0.6, 0.9);

  private static final double EVEN_SHARE = 0.5; // g
  private static final int PER_PIECE = 3; // grid rates from one measured rate to the next

  private AdaptiveRates() {}

  /**
   * The law of the next epoch.
   *
   * @param losses L_m at the rates of {@link #MEASURED}, in order
   */
  public static RateLaw.Grid of(List<Double> losses) {
    if (losses.size() != MEASURED.size() || !losses.stream().allMatch(Double::isFinite)) {
      throw new BadInputException(
          "losses by rate: expected %d finite numbers, found %s"
              .formatted(MEASURED.size(), losses));
    }
    double[] loss = interpolated(losses);
    double mean = Arrays.stream(loss).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(loss).map(l -> (l - mean) * (l - mean)).average().orElseThrow());
    double largest = Arrays.stream(loss).max().orElseThrow();
    if (largest == Arrays.stream(loss).min().orElseThrow()) {
      return RateLaw.Grid.EVEN;
    }
    double[] weights = Arrays.stream(loss).map(l -> Math.exp((l - largest) / spread)).toArray();
    double sum = Arrays.stream(weights).sum();
    return new RateLaw.Grid(
        Arrays.stream(weights)
            .map(w -> (1 - EVEN_SHARE) * w / sum + EVEN_SHARE / weights.length)
            .boxed()
            .collect(ImmutableList.toImmutableList()));
  }

  private static double[] interpolated(List<Double> losses) {
    double[] loss = new double[RateLaw.Grid.RATES];
    for (int i = 0; i < loss.length; i++) {
      int piece = Math.min(i / PER_PIECE, losses.size() - 2);
      double share = (i - PER_PIECE * piece) / (double) PER_PIECE;
      loss[i] = (1 - share) * losses.get(piece) + share * losses.get(piece + 1);
    }
    return loss;
  }
}
