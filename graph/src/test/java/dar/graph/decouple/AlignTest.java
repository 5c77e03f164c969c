package dar.graph.decouple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Floats;
import dar.graph.Built;
import dar.graph.input.FeatureScale;
import dar.graph.input.Incomplete;
import dar.graph.input.ModalityShape;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Standardisation and alignment of raw sequences. */
class AlignTest {

  @Test
  void stepsAreStandardisedAndMissingOnesStayZero() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Standardise standardise =
          Standardise.create(built.vars(), new FeatureScale(List.of(1f, -2f), List.of(2f, 0.5f)));
      Operand<TFloat32> x = tf.constant(new float[][][] {{{3, -2}, {0, 0}, {0, 1}}});
      Operand<TFloat32> unit = tf.constant(new float[][][] {{{1, 0}, {0, 1}}});
      float[][] values = built.values(standardise.centred(tf, x), standardise.ofCentred(tf, unit));
      assertThat(values[0]).containsExactly(new float[] {2, 0, 0, 0, -1, 3}, Offset.offset(0f));
      assertThat(values[1]).containsExactly(new float[] {0.5f, 0, 0, 2}, Offset.offset(0f));
      assertThat(built.vars().parameterCount()).as("constants are not trained").isZero();
    }
  }

  private static Operand<TFloat32> aligned(Ops tf, Align align, Operand<TFloat32> x) {
    return align.ofCentred(tf, align.centred(tf, x));
  }

  /** Of a wide input and of a narrow one, which are computed in two ways. */
  @Test
  void bothAreTheIncompleteAndTheCompleteInput() {
    for (int width : new int[] {4, 9}) {
      try (Built built = new Built()) {
        Ops tf = built.tf();
        FeatureScale scale =
            new FeatureScale(Collections.nCopies(width, 0.5f), Collections.nCopies(width, 2f));
        Align align = Align.create(built.vars(), new ModalityShape(7, width), scale, 3, 6);
        Operand<TFloat32> x = built.gaussian(1, 2, 7, width);
        Operand<TFloat32> keep =
            tf.reshape(
                tf.constant(new float[] {1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1}),
                tf.constant(new int[] {2, 7, 1}));
        Operand<TFloat32> tilde = tf.math.mul(x, keep);
        float[][] values =
            built.values(
                align.both(tf, x, new Incomplete.Erased(keep)),
                align.both(tf, x, new Incomplete.Read(tilde)),
                aligned(tf, align, tilde),
                aligned(tf, align, x));
        float[] expected = Floats.concat(values[2], values[3]);
        assertThat(values[0]).containsExactly(expected, Offset.offset(1e-5f));
        assertThat(values[1]).containsExactly(expected, Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void alignedFeaturesHaveTheShapeOfTheModel() {
    try (Built built = new Built()) {
      Align align =
          Align.create(built.vars(), new ModalityShape(7, 4), FeatureScale.identity(4), 3, 6);
      assertThat(aligned(built.tf(), align, built.gaussian(1, 2, 7, 4)).shape().asArray())
          .containsExactly(2, 3, 6);
      assertThat(built.vars().parameterCount()).isEqualTo(3 * 4 * 6 + 6 + 7 * 3 + 3);
      assertThatThrownBy(() -> aligned(built.tf(), align, built.gaussian(1, 2, 4, 7)))
          .hasMessage("x: expected shape [B, 7, 4], found [2, 4, 7]");
    }
  }
}
