package dar.tools.export;

import static org.assertj.core.api.Assertions.assertThat;

import dar.training.program.HostBatch;
import dar.training.program.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;

class TimingTest {

  @Test
  void modelsTakeTurnsAndTheirMediansAreTold() {
    List<Integer> calls = new ArrayList<>();
    Predictor quick = model(0, 0, calls);
    Predictor slow = model(1, 5, calls);
    double[] medians;
    try (HostBatch batch = new HostBatch(Map.of("visual", TFloat32.vectorOf(1)))) {
      medians = Timing.medians(List.of(quick, slow), batch);
    }
    assertThat(medians).hasSize(2);
    assertThat(medians[1]).isGreaterThanOrEqualTo(5);
    assertThat(medians[0]).isBetween(0.0, medians[1]);
    assertThat(calls).hasSize(2 * 36);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i)).isEqualTo(i % 2);
    }
  }

  private static Predictor model(int number, long millis, List<Integer> calls) {
    return inputs -> {
      assertThat(inputs).containsOnlyKeys("visual");
      calls.add(number);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      return new float[1];
    };
  }
}
