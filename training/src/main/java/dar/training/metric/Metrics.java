package dar.training.metric;

import com.google.common.collect.ImmutableMap;

/** The metrics of one model on one split. */
public sealed interface Metrics permits RegressionMetrics, ClassificationMetrics {

  /** The values under MMSA's names, in MMSA's order. */
  ImmutableMap<String, Double> named();
}
