package dar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void sideBySideNoCoreIsLeftIdle() {
    int threads = Sessions.sideBySide().getIntraOpParallelismThreads();
    assertThat(threads).isBetween(1, CORES);
    assertThat(threads * Sessions.width()).isGreaterThanOrEqualTo(CORES);
  }

  /** 0 is TensorFlow's word for all. */
  @Test
  void oneByOneEachOperationHasAllCores() {
    assertThat(Sessions.oneByOne().getIntraOpParallelismThreads()).isZero();
  }
}
