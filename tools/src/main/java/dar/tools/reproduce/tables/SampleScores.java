package dar.tools.reproduce.tables;

import dar.graph.input.BadInputException;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.NpyMap;
import dar.training.data.NpyMatrix;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * What {@code predictions.npy} says of each test sample.
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
   * @param evaluations rates times mask seeds
   */
  double[] read(Path file, int evaluations) throws IOException {
    float[] predictions = predictions(file, evaluations);
    double[] scores = new double[labels.length];
    for (int evaluation = 0; evaluation < evaluations; evaluation++) {
      for (int i = 0; i < labels.length; i++) {
        scores[i] +=
            metric.score(labels[i], predictions, evaluation * labels.length + i, classes)
                / evaluations;
      }
    }
    return scores;
  }

  private float[] predictions(Path file, int evaluations) throws IOException {
    if (metric == MainMetric.ACCURACY) {
      float[] all = new float[evaluations * labels.length * classes];
      NpyMap.floats(file, evaluations, labels.length, classes)
          .read(IntStream.range(0, evaluations).toArray(), all);
      return all;
    }
    NpyMatrix matrix = NpyMatrix.read(file);
    if (matrix.rows() != evaluations || matrix.width() != labels.length) {
      throw new BadInputException(
          "%s: expected [%d, %d], found [%d, %d]"
              .formatted(file, evaluations, labels.length, matrix.rows(), matrix.width()));
    }
    return matrix.values();
  }
}
