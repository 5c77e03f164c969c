package dar.tools.reproduce.tables;

import dar.training.statistics.Interval;
import dar.training.statistics.PairedBootstrap;
import dar.training.statistics.PairedTTest;
import dar.training.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one variant is better than another in a quantity, averaged over rates, mask seeds and the
 * training seeds that both have.
 *
 * @param seeds how many those are
 * @param difference the first minus the second, over training seeds and test samples
 * @param p of a t test over training seeds; NaN for fewer than two
 */
record Comparison(
    Results one, Results other, int seeds, Interval difference, double p, Verdict verdict) {

  /** Empty where they have no seed in common of which both have measured it. */
  static Optional<Comparison> of(Results one, Results other, Quantity quantity) {
    List<double[]> bySeed = new ArrayList<>();
    for (CellResult cell : one.cells()) {
      for (CellResult partner : other.cells()) {
        Optional<double[]> a = quantity.bySample().apply(cell);
        Optional<double[]> b = quantity.bySample().apply(partner);
        if (cell.seed() == partner.seed() && a.isPresent() && b.isPresent()) {
          bySeed.add(minus(a.get(), b.get()));
        }
      }
    }
    if (bySeed.isEmpty()) {
      return Optional.empty();
    }
    Interval difference = PairedBootstrap.DEFAULT.interval(bySeed.toArray(double[][]::new));
    double[] means = bySeed.stream().mapToDouble(Comparison::mean).toArray();
    return Optional.of(
        new Comparison(
            one,
            other,
            bySeed.size(),
            difference,
            PairedTTest.p(means),
            Verdict.of(difference, quantity.smallerIsBetter())));
  }

  private static double[] minus(double[] one, double[] other) {
    double[] difference = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
