package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dar.training.metric.MeanAndDeviation;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UnitHistogramTest {

  @Test
  void binsMeanAndDeviation() {
    UnitHistogram histogram = new UnitHistogram();
    histogram.add(new float[] {0, 0.049f, 0.05f, 0.5f});
    histogram.add(new float[] {1, 0.999f});
    List<Long> counts = histogram.counts();
    assertThat(counts).hasSize(20);
    assertThat(List.of(counts.get(0), counts.get(1), counts.get(10), counts.get(19)))
        .containsExactly(2L, 1L, 1L, 2L);
    assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(histogram.size()).isEqualTo(6);
    MeanAndDeviation expected = MeanAndDeviation.of(0, 0.049f, 0.05f, 0.5f, 1, 0.999f);
    MeanAndDeviation found = histogram.meanAndDeviation();
    assertThat(found.mean()).isCloseTo(expected.mean(), Offset.offset(1e-12));
    assertThat(found.deviation()).isCloseTo(expected.deviation(), Offset.offset(1e-12));
    assertThat(List.of(histogram.least(), histogram.most())).containsExactly(0.0, 1.0);
  }
}
