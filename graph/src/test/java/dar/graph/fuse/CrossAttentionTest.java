package dar.graph.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Built;
import dar.ops.Attention;
import java.util.List;
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
      CrossAttention cross = CrossAttention.create(built.vars().scopes(List.of("a", "b")), d, 2);
      Operand<TFloat32> source = built.gaussian(1, 2, 3, 5, d);
      Operand<TFloat32> target = built.gaussian(2, 2, 3, 5, d);
      Operand<TFloat32> all =
          Attention.call(
              built.tf(),
              rows(built, cross.query().call(built.tf(), target)),
              rows(built, cross.key().call(built.tf(), source)),
              rows(built, cross.value().call(built.tf(), source)),
              2);
      float[][] values = built.values(cross.call(built.tf(), source, target), all);
      for (int sample = 0; sample < 2 * 3; sample++) {
        for (int i = 0; i < d; i++) {
          assertThat(values[0][sample * d + i])
              .isCloseTo(values[1][(sample * 5 + 4) * d + i], Offset.offset(1e-5f));
        }
      }
      assertThat(built.vars().parameterCount()).isEqualTo(2 * 3L * (d * d + d));
    }
  }

  private static Operand<TFloat32> rows(Built built, Operand<TFloat32> x) {
    return built.tf().reshape(x, built.tf().constant(new int[] {6, 5, 8}));
  }
}
