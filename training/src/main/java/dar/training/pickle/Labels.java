package dar.training.pickle;

import dar.graph.input.Task;
import dar.training.data.Split;
import java.util.Map;

/**
 * What the labels of a set say about its task. Intensities range over [-r, r], where r is the
 * largest |y| of the train split, rounded up to an integer, at least 1; classes over 0 .. C - 1,
 * where C - 1 is the largest of the train split. A label of another split outside that range is an
 * error.
 *
 * @param task intensities or classes
 * @param min the smallest label there can be
 * @param max the largest label there can be
 */
record Labels(Task task, double min, double max) {

  static Labels of(PickleFile file, Map<Split, MmsaSplit> splits, boolean classes) {
    splits.forEach((split, content) -> expectNumbers(file, split, content, classes));
    double most = classes ? 1 : 0;
    for (float label : splits.get(Split.TRAIN).samples().labels()) {
      most = Math.max(most, Math.abs(label));
    }
    double max = Math.max(1, Math.ceil(most));
    Labels labels =
        classes
            ? new Labels(new Task.Classification((int) max + 1), 0, max)
            : new Labels(new Task.Regression(), -max, max);
    splits.forEach((split, content) -> labels.expectInside(file, split, content));
    return labels;
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
            subject(split, row),
            classes ? "a class in [0, 1000)" : "a finite label",
            String.valueOf(labels[row]));
      }
    }
  }

  private void expectInside(PickleFile file, Split split, MmsaSplit content) {
    float[] labels = content.samples().labels();
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < min || labels[row] > max) {
        throw file.error(
            subject(split, row),
            "a label in [%s, %s], the range of the train split".formatted(min, max),
            String.valueOf(labels[row]));
      }
    }
  }

  private static String subject(Split split, int row) {
    return "split %s: row %d".formatted(split.key(), row);
  }
}
