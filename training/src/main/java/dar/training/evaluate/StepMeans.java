package dar.training.evaluate;

import com.google.common.primitives.Floats;
import dar.training.program.Program;

/** The mean of a feature over its steps: the sample feature z of Section 3.4. */
final class StepMeans {
  private StepMeans() {}

  /** [B, t, d] to [B, d]. */
  static double[][] of(Program.Feature feature) {
    int samples = Math.toIntExact(feature.shape().get(0));
    int steps = Math.toIntExact(feature.shape().get(1));
    int width = Math.toIntExact(feature.shape().get(2));
    float[] values = Floats.toArray(feature.values());
    double[][] means = new double[samples][width];
    for (int place = 0; place < values.length; place++) {
      means[place / (steps * width)][place % width] += values[place] / steps;
    }
    return means;
  }
}
