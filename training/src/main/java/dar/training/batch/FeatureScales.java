package dar.training.batch;

import com.google.common.primitives.Floats;
import dar.graph.input.FeatureScale;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of each feature over the steps of the train split that are not all
 * zero.
 */
public final class FeatureScales {
  private static final int NUMBERS_READ = 1 << 22; // at once, or a single sample

  /** Below this a feature is constant, and dividing by its deviation would only raise noise. */
  private static final double CONSTANT = 1e-6;

  private FeatureScales() {}

  /** Gathers rows of a train split, [rows.length, T, d] flat. */
  @FunctionalInterface
  public interface Rows {
    void read(int[] rows, float[] out);
  }

  /** Of the modalities that the data has as vectors. */
  public static Map<Modality, FeatureScale> of(Dataset data) {
    Map<Modality, FeatureScale> scales = new EnumMap<>(Modality.class);
    for (Modality m : Modality.values()) {
      if (data.has(m)) {
        Rows rows = (wanted, out) -> data.read(Split.TRAIN, m, wanted, out);
        scales.put(m, of(data.size(Split.TRAIN), data.shape(m), rows));
      }
    }
    return scales;
  }

  /** Two passes, for the deviation of large numbers. */
  public static FeatureScale of(int samples, ModalityShape shape, Rows rows) {
    int width = shape.width();
    double[] mean = average(samples, shape, rows, (feature, x) -> x);
    double[] variance =
        average(samples, shape, rows, (feature, x) -> (x - mean[feature]) * (x - mean[feature]));
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

  private static double[] average(int samples, ModalityShape shape, Rows source, Term term) {
    int width = shape.width();
    int size = Math.multiplyExact(shape.length(), width);
    int readAtOnce = Math.max(1, NUMBERS_READ / size);
    double[] sums = new double[width];
    long steps = 0;
    for (int from = 0; from < samples; from += readAtOnce) {
      int[] rows = IntStream.range(from, Math.min(samples, from + readAtOnce)).toArray();
      float[] features = new float[rows.length * size];
      source.read(rows, features);
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
