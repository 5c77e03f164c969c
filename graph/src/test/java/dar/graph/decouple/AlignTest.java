package dar.graph.decouple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Built;
import dar.graph.input.FeatureScale;
import dar.graph.input.ModalityShape;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Standardisation and alignment of raw sequences. */
class AlignTest {

  @Test
  void stepsAreStandardisedAndMissingOnesStayZero() {
    try (Built built = new Built()) {
      Standardise standardise =
          Standardise.create(built.vars(), new FeatureScale(List.of(1f, -2f), List.of(2f, 0.5f)));
      Operand<TFloat32> x = built.tf().constant(new float[][][] {{{3, -2}, {0, 0}, {0, 1}}});
      assertThat(built.values(standardise.call(built.tf(), x))[0])
          .containsExactly(new float[] {1, 0, 0, 0, -0.5f, 6}, Offset.offset(0f));
      assertThat(built.vars().parameterCount()).as("constants are not trained").isZero();
    }
  }

  @Test
  void alignedFeaturesHaveTheShapeOfTheModel() {
    try (Built built = new Built()) {
      Align align =
          Align.create(built.vars(), new ModalityShape(7, 4), FeatureScale.identity(4), 3, 6);
      assertThat(align.call(built.tf(), built.gaussian(1, 2, 7, 4)).shape().asArray())
          .containsExactly(2, 3, 6);
      assertThat(built.vars().parameterCount()).isEqualTo(3 * 4 * 6 + 6 + 7 * 3 + 3);
      assertThatThrownBy(() -> align.call(built.tf(), built.gaussian(1, 2, 4, 7)))
          .hasMessage("x: expected shape [B, 7, 4], found [2, 4, 7]");
    }
  }
}
