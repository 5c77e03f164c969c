package dar.training.evaluate;

import com.google.common.collect.ImmutableList;
import dar.training.data.NpyWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the rebuilt inputs (Eq. 14) of each test sample are from the complete ones, so that
 * models can be compared sample by sample: the parts of {@link ReconstructionError}, the mean over
 * the modalities that vary.
 *
 * @param byRate for each of {@link Robustness#RATES}, [N]
 */
public record SampleErrors(List<float[]> byRate) {
  /** float32 [rates, N]. */
  public static final String FILE = "reconstruction.npy";

  public SampleErrors {
    byRate = ImmutableList.copyOf(byRate);
  }

  static SampleErrors of(Collection<ReconstructionError> modalities, int rates) {
    return new SampleErrors(
        IntStream.range(0, rates)
            .mapToObj(
                rate ->
                    mean(modalities.stream().map(m -> m.bySample(rate)).toArray(double[][]::new)))
            .toList());
  }

  private static float[] mean(double[][] modalities) {
    float[] mean = new float[modalities[0].length];
    for (int i = 0; i < mean.length; i++) {
      int sample = i;
      mean[i] =
          (float)
              Arrays.stream(modalities)
                  .mapToDouble(modality -> modality[sample])
                  .filter(Double::isFinite)
                  .average()
                  .orElse(Double.NaN);
    }
    return mean;
  }

  /** Writes {@code reconstruction.npy}. */
  public void write(Path run) {
    NpyWriter.whole(run.resolve(FILE), byRate, byRate.get(0).length);
  }
}
