package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dar.graph.input.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values are NumPy 2.4.6's. */
class NumpyUniformTest {

  /** {@code np.random.seed(s); [x.hex() for x in np.random.uniform(size=3)]}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0x1.18fe1565f12a8p-1, 0x1.6e2d4cf608733p-1, 0x1.349d66b6e894bp-1",
    "1111, 0x1.875e98dc2b820p-4, 0x1.d99a15d0596b5p-1, 0x1.5fd1b621cc914p-2",
    "4294967295, 0x1.8fe69a3924820p-4, 0x1.d323d824032b1p-1, 0x1.93fc6f61af3f9p-1"
  })
  void hasTheNumbersOfNumpy(long seed, String first, String second, String third) {
    NumpyUniform uniform = new NumpyUniform(seed);
    assertThat(uniform.next()).isEqualTo(Double.parseDouble(first));
    assertThat(uniform.next()).isEqualTo(Double.parseDouble(second));
    assertThat(uniform.next()).isEqualTo(Double.parseDouble(third));
  }

  /**
   * {@code np.random.seed(s); m = np.random.uniform(size=(n, t)) > k;
   * hashlib.sha256(m.astype(np.uint8).tobytes()).hexdigest()}.
   */
  @ParameterizedTest
  @CsvSource({
    "1111, 686, 50, 0.3, b4724f78025e78e689da2d9365d9581bb3a631f35b1413b2ca12695cae1120e4",
    "1111, 686, 50, 0.5, e680b6c2e681677a6f6767e8a0ea634232e804f3fbe3675fb83d569a40ec59be",
    "1111, 686, 500, 0.3, 553cc1f4120dcc48888a2bca6680978bbe7550f192a6aaea844e21dcce1250a1",
    "1111, 686, 500, 0.5, efdbf481776bcfa6978c2a40f37993b3d4c43c3e74b4c1e622796ef606d830df",
    "1111, 686, 375, 0.3, 8de3a0ee945f271aad1a9b9549d27bf0d9771487c054d21a79a6e879b3cd2559",
    "1111, 686, 375, 0.5, e0d18c42b3f6d89d8526cc50efb69ad6f23b3bee0032370765cef025ebe32315",
    "1112, 686, 50, 0.3, 7fb771b7e842aad15383d39e80a4cee0308144e03ae128d067b3cda25f9cab11",
    "1112, 686, 50, 0.5, 902d4ff89635a728b10add6449fe8e794fef3fb71dda39a7cc584b96af39bada",
    "1112, 686, 500, 0.3, 9b675b17ede212e6ea40d9ef5dfca53ed477ea0cf7e34a1a7715dfde1db9d459",
    "1112, 686, 500, 0.5, a2b6528160aa80c1374340ca7a62897fcaae7f6928cf0ef61a35990c775d5447",
    "1112, 686, 375, 0.3, 2ddfb4382e52c6b7c5663e985d1f16261aa37911c055a81a0cd9f35161b2f9e0",
    "1112, 686, 375, 0.5, 8a213567cad151198e9a42bbca23d86250a709e529bd363f80d54cbdf15f1312",
    "1113, 686, 50, 0.3, a39b7850cc119fe89a13081141fcd8d0902ba8be1dd16f2eeda3da0781189c16",
    "1113, 686, 50, 0.5, 860fb17b3c6ea4f6e5d08282e35bbc746c6e7be5b43abeaf9e35459122b541f9",
    "1113, 686, 500, 0.3, babfbb3cf5a6df40dfc2b480f02e3aa3af4475c47d18ded636b979ad930c5550",
    "1113, 686, 500, 0.5, 712e5ac53e500990650ca787455dff5a0ac8b2203acbb6b9310e40f29f25bb59",
    "1113, 686, 375, 0.3, e0837f84ace1fce7be7687f88cdc2209996226e0499264189eb26b3c5eb70896",
    "1113, 686, 375, 0.5, 920242b51c94836c27867b05d4d210317b3b78a1037ac112f969ecbacf5ac748",
    "4294967295, 7, 13, 0.9, ec0d1ed341f469d72d769382c0ddcbf9febcb73037a45b6cbec8e1c726b61ac5"
  })
  void masksHaveTheBitsOfNumpy(long seed, int n, int t, double k, String sha256) {
    boolean[] mask = EvaluationMasks.uniformGreater(seed, n, t, k).toArray();
    byte[] packed = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      packed[i] = (byte) (mask[i] ? 1 : 0);
    }
    assertThat(Hashing.sha256().hashBytes(packed)).hasToString(sha256);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4294967296L})
  void refusesSeedsThatNumpyRefuses(long seed) {
    assertThatThrownBy(() -> new NumpyUniform(seed))
        .isInstanceOf(BadInputException.class)
        .hasMessage("seed: expected in [0, 4294967295], found " + seed);
  }
}
