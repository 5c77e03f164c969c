package dar.tools.export;

import dar.training.program.HostBatch;
import dar.training.program.Predictor;
import java.util.Arrays;
import java.util.List;

/** How long predictions take, models side by side. */
final class Timing {
  private static final int WARM_UP = 5;
  private static final int RUNS = 31;
  private static final double NANOS_PER_MILLI = 1e6;

  private Timing() {}

  /**
   * The median time of a batch by each model, in milliseconds. They take turns, so that whatever
   * else the machine does falls on all.
   */
  static double[] medians(List<? extends Predictor> models, HostBatch batch) {
    double[][] times = new double[models.size()][RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        models.get(i).predict(batch.inputs());
        if (run >= 0) {
          times[i][run] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Timing::median).toArray();
  }

  private static double median(double[] odd) {
    double[] sorted = odd.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
