package dar.training.run;

import com.google.common.collect.ImmutableList;
import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.training.batch.Batches;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.metric.ConstantLoss;
import dar.training.missing.KeepMask;
import dar.training.missing.RateLaw;
import dar.training.missing.TrainingMasks;
import java.util.Arrays;
import java.util.Map;

/**
 * What is erased of a data set's train split.
 *
 * @param isOnce whether sentences keep the masks of the first epoch, because a frozen BERT reads
 *     them beforehand
 */
record Erasing(Configuration configuration, Adaptation adaptation, boolean isOnce) {

  static Erasing of(Configuration configuration, Dataset data) {
    boolean isOnce =
        data.tokens().isPresent()
            && !configuration.language().fineTune()
            && configuration.missing().redraw() == Configuration.Missing.Redraw.ONCE;
    ImmutableList<Modality> adapting =
        Arrays.stream(Modality.values())
            .filter(configuration.missing()::isAdaptive)
            .filter(data.description()::includes)
            .filter(m -> m != Modality.LANGUAGE || !isOnce)
            .collect(ImmutableList.toImmutableList());
    return new Erasing(
        configuration, new Adaptation(configuration.missing(), adapting, constant(data)), isOnce);
  }

  private static double constant(Dataset data) {
    float[] labels = data.labels(Split.VALID);
    return data.description().task() instanceof Task.Regression
        ? ConstantLoss.regression(labels)
        : ConstantLoss.classification(labels);
  }

  /**
   * The masks of some samples in an epoch.
   *
   * @param laws of the rates in that epoch
   */
  Map<Modality, KeepMask> masks(
      Batches batches, int epoch, int[] rows, Map<Modality, RateLaw> laws) {
    TrainingMasks masks =
        new TrainingMasks(configuration.seed(), laws, configuration.missing().block());
    Map<Modality, KeepMask> drawn = batches.masks(masks, epoch, rows);
    if (!isOnce) {
      return drawn;
    }
    Map<Modality, KeepMask> first = batches.masks(masks, 1, rows);
    return Modality.each(m -> (m == Modality.LANGUAGE ? first : drawn).get(m));
  }
}
