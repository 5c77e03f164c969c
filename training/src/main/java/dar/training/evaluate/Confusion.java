package dar.training.evaluate;

import com.google.common.primitives.Longs;
import dar.graph.input.Task;
import dar.training.data.DatasetDescription;
import dar.training.metric.ClassificationMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was predicted for each true class. An intensity's class is that of
 * Mult_acc_7: cut to [-3, 3] and rounded, halves to even.
 *
 * @param classes their names, in order
 * @param counts a list a true class, of counts by predicted class
 */
public record Confusion(double rate, List<String> classes, List<List<Long>> counts) {
  private static final int BOUND = 3;

  public Confusion {
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * Counts them.
   *
   * @param predictions intensities [N], or class probabilities [N, C] in C order
   */
  public static Confusion of(
      double rate, DatasetDescription description, float[] labels, float[] predictions) {
    return description.task() instanceof Task.Classification task
        ? ofClasses(rate, task.classes(), labels, predictions)
        : ofIntensities(rate, labels, predictions);
  }

  private static Confusion ofIntensities(double rate, float[] labels, float[] predictions) {
    long[][] counts = new long[2 * BOUND + 1][2 * BOUND + 1];
    for (int i = 0; i < labels.length; i++) {
      counts[nearest(labels[i])][nearest(predictions[i])]++;
    }
    return new Confusion(rate, names(-BOUND, BOUND), lists(counts));
  }

  private static int nearest(float intensity) {
    return (int) Math.rint(Math.max(-BOUND, Math.min(BOUND, intensity))) + BOUND;
  }

  private static Confusion ofClasses(
      double rate, int classes, float[] labels, float[] probabilities) {
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[(int) labels[i]][ClassificationMetrics.likeliest(probabilities, i, classes)]++;
    }
    return new Confusion(rate, names(0, classes - 1), lists(counts));
  }

  private static List<String> names(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static List<List<Long>> lists(long[][] counts) {
    return Arrays.stream(counts).map(row -> List.copyOf(Longs.asList(row))).toList();
  }
}
