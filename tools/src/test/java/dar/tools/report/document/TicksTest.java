package dar.tools.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void ticksInARangeAreMultiplesOfOneTwoOrFive() {
    assertThat(Ticks.within(0, 0.9, 6).values()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8);
    assertThat(Ticks.within(0, 0.3, 3).values()).containsExactly(0.0, 0.1, 0.2, 0.3);
    assertThat(Ticks.within(1, 20, 6).values()).containsExactly(5.0, 10.0, 15.0, 20.0);
    assertThat(Ticks.within(1, 200, 6).values()).containsExactly(50.0, 100.0, 150.0, 200.0);
    assertThat(Ticks.within(-3, 3, 6).values())
        .containsExactly(-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void ticksAroundARangeHoldItsEnds() {
    assertThat(Ticks.around(0.464, 1.486, 4).values()).containsExactly(0.0, 0.5, 1.0, 1.5);
    assertThat(Ticks.around(71.4, 91.1, 4).values())
        .containsExactly(70.0, 75.0, 80.0, 85.0, 90.0, 95.0);
    assertThat(Ticks.around(0, 1, 4).values()).containsExactly(0.0, 0.5, 1.0);
    assertThat(Ticks.around(-0.2, 0.1, 4).values()).containsExactly(-0.2, -0.1, 0.0, 0.1);
  }

  @Test
  void labelsHaveTheDecimalsOfTheStep() {
    assertThat(Ticks.within(0, 0.9, 6).label(0.2)).isEqualTo("0.2");
    assertThat(Ticks.within(0, 2, 4).label(0)).isEqualTo("0.0");
    assertThat(Ticks.within(0, 20, 4).label(15)).isEqualTo("15");
    assertThat(Ticks.within(0, 0.04, 4).label(0.03)).isEqualTo("0.03");
    assertThat(Ticks.within(-1, 1, 4).label(-0.0)).isEqualTo("0.0");
  }

  @Test
  void labelsOfTheVeryLargeAndTheVerySmallHavePowers() {
    assertThat(Ticks.within(0, 4e9, 4).label(2e9)).isEqualTo("2e+09");
    assertThat(Ticks.within(0, 4e-9, 4).label(3e-9)).isEqualTo("3e-09");
    assertThat(Ticks.within(0, 4e-9, 4).label(0)).isEqualTo("0");
  }
}
