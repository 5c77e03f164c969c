package dar.graph.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Built;
import dar.ops.Attention;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Eq. 19 computes the query of the last frame alone; the others would not change the result. */
class CrossAttentionTest {

  @Test
  void theLastFrameIsWhatAttentionOverAllQueriesGivesThere() {
    try (Built built = new Built()) {
      int d = 8;
      CrossAttention cross = CrossAttention.create(built.vars(), d, 2);
      Operand<TFloat32> source = built.gaussian(1, 3, 5, d);
      Operand<TFloat32> target = built.gaussian(2, 3, 5, d);
      Operand<TFloat32> all =
          Attention.call(
              built.tf(),
              cross.query().call(built.tf(), target),
              cross.key().call(built.tf(), source),
              cross.value().call(built.tf(), source),
              2);
      float[][] values = built.values(cross.call(built.tf(), source, target), all);
      for (int sample = 0; sample < 3; sample++) {
        for (int i = 0; i < d; i++) {
          assertThat(values[0][sample * d + i])
              .isCloseTo(values[1][(sample * 5 + 4) * d + i], Offset.offset(1e-5f));
        }
      }
      assertThat(built.vars().parameterCount()).isEqualTo(3L * (d * d + d));
    }
  }
}
