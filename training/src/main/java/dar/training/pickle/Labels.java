package dar.training.pickle;

import dar.graph.input.Task;
import dar.training.data.Split;
import java.util.Map;

/**
 * What the labels of all splits say about the task. Intensities range over [-r, r], where r is the
 * largest |y|, rounded up to an integer, at least 1; classes over 0 .. C - 1, where C - 1 is the
 * largest.
 *
 * @param task intensities or classes
 * @param min the smallest label there can be
 * @param max the largest label there can be
 */
record Labels(Task task, double min, double max) {

  static Labels of(PickleFile file, Map<Split, MmsaSplit> splits, boolean classes) {
    splits.forEach((split, content) -> expectNumbers(file, split, content, classes));
    double max = 1;
    for (MmsaSplit content : splits.values()) {
      for (float label : content.samples().labels()) {
        max = Math.max(max, Math.ceil(Math.abs(label)));
      }
    }
    return classes
        ? new Labels(new Task.Classification((int) max + 1), 0, max)
        : new Labels(new Task.Regression(), -max, max);
  }

  private static void expectNumbers(
      PickleFile file, Split split, MmsaSplit content, boolean classes) {
    float[] labels = content.samples().labels();
    for (int row = 0; row < labels.length; row++) {
      boolean fits =
          classes
              ? labels[row] >= 0 && labels[row] == Math.rint(labels[row]) && labels[row] < 1000
              : Float.isFinite(labels[row]);
      if (!fits) {
        throw file.error(
            "split %s: row %d".formatted(split.key(), row),
            classes ? "a class in [0, 1000)" : "a finite label",
            String.valueOf(labels[row]));
      }
    }
  }
}
