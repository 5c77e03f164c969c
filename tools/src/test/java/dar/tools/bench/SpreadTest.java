package dar.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void quartilesInAnyOrder() {
    assertThat(Spread.of(5, 1, 3, 2, 4)).isEqualTo(new Spread(3, 2, 4));
  }

  @Test
  void betweenMeasurementsIsInterpolated() {
    assertThat(Spread.of(1, 2, 3, 4)).isEqualTo(new Spread(2.5, 1.75, 3.25));
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void warmUpDoesNotCount() {
    int[] runs = {0};
    Spread.milliseconds(2, 3, () -> runs[0]++);
    assertThat(runs[0]).isEqualTo(5);
  }
}
