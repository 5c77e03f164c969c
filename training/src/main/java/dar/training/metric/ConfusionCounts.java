package dar.training.metric;

import dar.graph.input.BadInputException;

/**
 * How often each class was predicted for each true class, and what follows from that. Labels are 0
 * .. C - 1.
 */
final class ConfusionCounts {
  private final long[][] counts; // [C, C], true class by predicted class
  private final int classes;
  private long samples;

  ConfusionCounts(int classes) {
    this.counts = new long[classes][classes];
    this.classes = classes;
  }

  void add(int truth, int prediction) {
    if (truth < 0 || truth >= classes) {
      throw new BadInputException(
          "label: expected a class in [0, %d], found %d".formatted(classes - 1, truth));
    }
    counts[truth][prediction]++;
    samples++;
  }

  /** Adds a sample of two classes, 0 for false and 1 for true. */
  void add(boolean truth, boolean prediction) {
    add(truth ? 1 : 0, prediction ? 1 : 0);
  }

  /** The share of samples whose prediction is true; NaN of no sample. */
  double accuracy() {
    long correct = 0;
    for (int c = 0; c < classes; c++) {
      correct += counts[c][c];
    }
    return (double) correct / samples;
  }

  /**
   * scikit-learn's {@code f1_score(truth, prediction, average="weighted")}: the mean over classes,
   * weighted by how many samples truly have the class, of F1 = 2 TP / (2 TP + FP + FN), which is 0
   * where TP is. NaN of no sample.
   */
  double weightedF1() {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      long truly = 0; // TP + FN
      long predicted = 0; // TP + FP
      for (int other = 0; other < classes; other++) {
        truly += counts[c][other];
        predicted += counts[other][c];
      }
      if (truly > 0) {
        sum += truly * (2.0 * counts[c][c] / (truly + predicted));
      }
    }
    return sum / samples;
  }
}
