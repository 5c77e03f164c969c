package dar.training.batch;

import com.google.common.primitives.Floats;
import dar.graph.input.FeatureScale;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of each feature over the steps of the train split that are not all
 * zero.
 */
public final class FeatureScales {
  private static final int ROWS = 64;

  /** Below this a feature is constant, and dividing by its deviation would only raise noise. */
  private static final double CONSTANT = 1e-6;

  private FeatureScales() {}

  /**
   * Two passes, for the deviation of large numbers; a modality that is absent keeps the identity.
   */
  public static Map<Modality, FeatureScale> of(Dataset data) {
    return Modality.each(
        m -> data.has(m) ? scale(data, m) : FeatureScale.identity(ModalityShape.ABSENT.width()));
  }

  private static FeatureScale scale(Dataset data, Modality m) {
    int width = data.shape(m).width();
    double[] mean = average(data, m, (feature, x) -> x);
    double[] variance = average(data, m, (feature, x) -> (x - mean[feature]) * (x - mean[feature]));
    float[] means = new float[width];
    float[] deviations = new float[width];
    for (int i = 0; i < width; i++) {
      double deviation = Math.sqrt(variance[i]);
      means[i] = (float) mean[i];
      deviations[i] = deviation > CONSTANT ? (float) deviation : 1;
    }
    return new FeatureScale(Floats.asList(means), Floats.asList(deviations));
  }

  /** What is averaged: a function of the feature's place and its value. */
  @FunctionalInterface
  private interface Term {
    double of(int feature, double x);
  }

  private static double[] average(Dataset data, Modality m, Term term) {
    ModalityShape shape = data.shape(m);
    int width = shape.width();
    int samples = data.size(Split.TRAIN);
    double[] sums = new double[width];
    long steps = 0;
    for (int from = 0; from < samples; from += ROWS) {
      int[] rows = IntStream.range(from, Math.min(samples, from + ROWS)).toArray();
      float[] features = new float[rows.length * shape.length() * width];
      data.read(Split.TRAIN, m, rows, features);
      for (int step = 0; step < features.length; step += width) {
        if (isPresent(features, step, width)) {
          steps++;
          for (int i = 0; i < width; i++) {
            sums[i] += term.of(i, features[step + i]);
          }
        }
      }
    }
    for (int i = 0; i < width; i++) {
      sums[i] /= Math.max(1, steps);
    }
    return sums;
  }

  private static boolean isPresent(float[] features, int step, int width) {
    for (int i = step; i < step + width; i++) {
      if (features[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
