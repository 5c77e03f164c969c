package dar.training.missing;

import com.google.common.collect.ImmutableList;
import java.util.Collections;

/** How the rate at which a sample loses steps of one modality comes about in an epoch. */
public sealed interface RateLaw {

  /** The largest rate of the evaluation (Section 4.2); rates are drawn up to it. */
  double LARGEST = 0.9;

  /**
   * The rate of a sample.
   *
   * @param u of that sample, uniform in [0, 1)
   * @return in [0, 1]
   */
  double rate(double u);

  /** The same rate for every sample: the paper's k. */
  record Fixed(double k) implements RateLaw {
    @Override
    public double rate(double u) {
      return k;
    }
  }

  /** Uniform over [0, {@value #LARGEST}]. */
  record Uniform() implements RateLaw {
    @Override
    public double rate(double u) {
      return LARGEST * u;
    }
  }

  /**
   * One of the rates 0.0, 0.1, ..., 0.9.
   *
   * @param probabilities of these {@value #RATES} rates, with sum 1
   */
  record Grid(ImmutableList<Double> probabilities) implements RateLaw {
    /** How many rates there are. */
    static final int RATES = 10;

    /** Every rate is as probable as any other. */
    public static final Grid EVEN =
        new Grid(ImmutableList.copyOf(Collections.nCopies(RATES, 1.0 / RATES)));

    @Override
    public double rate(double u) {
      double below = 0;
      for (int i = 0; i < RATES - 1; i++) {
        below += probabilities.get(i);
        if (u < below) {
          return rateAt(i);
        }
      }
      return rateAt(RATES - 1);
    }

    /** The i-th rate. */
    static double rateAt(int i) {
      return i / 10.0;
    }
  }
}
