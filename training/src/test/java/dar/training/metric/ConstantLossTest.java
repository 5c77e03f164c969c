package dar.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConstantLossTest {

  @Test
  void ofARegressionIsTheVariance() {
    assertThat(ConstantLoss.regression(new float[] {-1, 0, 4})).isCloseTo(14 / 3.0, within(1e-12));
  }

  @Test
  void ofClassesIsTheirEntropy() {
    assertThat(ConstantLoss.classification(new float[] {0, 1, 2, 3}))
        .isCloseTo(Math.log(4), within(1e-12));
    assertThat(ConstantLoss.classification(new float[] {1, 1})).isZero();
  }
}
