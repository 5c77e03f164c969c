package dar.tools.reproduce.tables;

import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.NpyMap;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the files of a run say of each test sample.
 *
 * @param labels [N]
 * @param classes C; 1 for intensities
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SampleScores(MainMetric metric, float[] labels, int classes) {
  static SampleScores of(Dataset data) {
    Task task = data.description().task();
    return new SampleScores(
        MainMetric.of(task),
        data.labels(Split.TEST),
        task instanceof Task.Classification classification ? classification.classes() : 1);
  }

  /**
   * [N] scores of the samples, each the mean over evaluations.
   *
   * @param file float32 [evaluations, N], or [evaluations, N, C]
   * @param evaluations rates times mask seeds
   */
  double[] read(Path file, int evaluations) throws IOException {
    NpyMap predictions =
        classes == 1
            ? NpyMap.floats(file, evaluations, labels.length)
            : NpyMap.floats(file, evaluations, labels.length, classes);
    return mean(predictions, evaluations, (row, i) -> metric.score(labels[i], row, i, classes));
  }

  /**
   * [N] errors of the samples, each the mean over rates.
   *
   * @param file float32 [rates, N]
   */
  double[] readErrors(Path file, int rates) throws IOException {
    return mean(NpyMap.floats(file, rates, labels.length), rates, (row, i) -> row[i]);
  }

  /** What a row of a file says of a sample. */
  private interface OfSample {
    double at(float[] row, int sample);
  }

  /** The mean over the rows of a file, which are read one at a time. */
  private double[] mean(NpyMap file, int rows, OfSample value) {
    float[] row = new float[file.rowLength()];
    double[] mean = new double[labels.length];
    for (int r = 0; r < rows; r++) {
      file.read(r, row, 0);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += value.at(row, i) / rows;
      }
    }
    return mean;
  }
}
