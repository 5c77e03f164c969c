package dar.training.synth;

import dar.graph.input.Modality;
import java.util.Arrays;

/**
 * How one modality shows the factors:
 *
 * <pre>
 * x[t] = a(t) A (c + rho n) + g b(t) B s + sigma sqrt(T) e[t],   t = 0 .. L - 1
 * a(t) = 1 + sin(2 pi t / T + phi) / 2,   b(t) = 1 + cos(2 pi t / T + phi) / 2
 * </pre>
 *
 * <p>c is the common factor, s the modality's own and g its {@link
 * SyntheticModality#specificScale}, n ~ N(0, I) what the modality sees wrongly of c (one a sample),
 * e[t] ~ N(0, I) the noise of a step. A: [d, commonWidth] and B: [d, specificWidth] are fixed for
 * the set, their columns about 1 long. The mean over all steps has noise of deviation sigma; over
 * half of them, sigma sqrt(2): a modality fades as its steps are erased.
 */
final class Mixture {
  private final SyntheticModality options;
  private final double[] common;
  private final double[] specific;
  private final double phase;
  private final int commonWidth;

  Mixture(SyntheticOptions set, Modality modality, long seed) {
    options = set.modalities().get(modality);
    commonWidth = set.commonWidth();
    int width = options.shape().width();
    Gaussian random = new Gaussian(seed, "mixture " + modality.key());
    double unit = 1 / StrictMath.sqrt(width);
    common = random.vector(width * commonWidth, unit);
    specific = random.vector(width * options.specificWidth(), unit * options.specificScale());
    phase = 2 * StrictMath.PI * random.between(0, 999) / 1000;
  }

  /**
   * Writes one sample [T, d], zeros from step {@code length} on.
   *
   * @param c the common factor
   * @param s the modality's own
   */
  void sample(double[] c, double[] s, int length, Gaussian random, float[] out) {
    int steps = options.shape().length();
    int width = options.shape().width();
    double[] view = new double[commonWidth];
    for (int i = 0; i < commonWidth; i++) {
      view[i] = c[i] + options.viewNoise() * random.next();
    }
    double[] shared = product(common, view);
    double[] own = product(specific, s);
    double noise = options.stepNoise() * StrictMath.sqrt(steps) / StrictMath.sqrt(width);
    Arrays.fill(out, 0);
    for (int step = 0; step < length; step++) {
      double angle = 2 * StrictMath.PI * step / steps + phase;
      double a = 1 + StrictMath.sin(angle) / 2;
      double b = 1 + StrictMath.cos(angle) / 2;
      for (int i = 0; i < width; i++) {
        out[step * width + i] = (float) (a * shared[i] + b * own[i] + noise * random.next());
      }
    }
  }

  private static double[] product(double[] matrix, double[] vector) {
    double[] result = new double[matrix.length / vector.length];
    for (int row = 0; row < result.length; row++) {
      for (int column = 0; column < vector.length; column++) {
        result[row] += matrix[row * vector.length + column] * vector[column];
      }
    }
    return result;
  }
}
