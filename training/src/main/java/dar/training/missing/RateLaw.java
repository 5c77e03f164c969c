package dar.training.missing;

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

  /**
   * Uniform over [0, largest].
   *
   * @param largest in [0, 1]
   */
  record Uniform(double largest) implements RateLaw {
    @Override
    public double rate(double u) {
      return largest * u;
    }
  }
}
