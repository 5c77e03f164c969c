package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitMixTest {

  /** Two implementations compared: the JDK's SplittableRandom is SplitMix64 by turn. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1111, Long.MIN_VALUE})
  void isTheJdksSplitMixByPosition(long state) {
    SplittableRandom twin = new SplittableRandom(state);
    for (int j = 0; j < 1000; j++) {
      assertThat(SplitMix.uniform(state, j)).isEqualTo(twin.nextDouble());
    }
  }

  @Test
  void neighbouringKeysHaveStatesOfTheirOwn() {
    Set<Long> states = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      for (int epoch = 0; epoch < 10; epoch++) {
        for (int sample = 0; sample < 100; sample++) {
          states.add(SplitMix.state(seed, epoch, sample));
        }
      }
    }
    assertThat(states).hasSize(10_000);
  }
}
