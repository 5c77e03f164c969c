package dar.training.metric;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The loss of the best prediction that looks at no input: what a model has to explain. */
public final class ConstantLoss {
  private ConstantLoss() {}

  /** Of the mean squared error: the variance of the labels. */
  public static double regression(float[] labels) {
    double deviation =
        MeanAndDeviation.of(IntStream.range(0, labels.length).mapToDouble(i -> labels[i]).toArray())
            .deviation();
    return deviation * deviation;
  }

  /** Of the cross-entropy: the entropy of the classes, in nats. */
  public static double classification(float[] labels) {
    double n = labels.length;
    Map<Integer, Long> counts =
        IntStream.range(0, labels.length)
            .mapToObj(i -> (int) labels[i])
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return -counts.values().stream().mapToDouble(c -> c / n * Math.log(c / n)).sum();
  }
}
