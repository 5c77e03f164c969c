package dar.graph.language;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Built;
import dar.graph.input.BertShape;
import dar.graph.layer.DropoutNoise;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class TokensTest {
  private static final BertShape SHAPE = new BertShape(120, 8, 2, 2, 12, 9, 2, 1e-12);
  private static final int[][] IDS = {{3, 9, 4, 1, 0, 0, 0}, {7, 2, 0, 0, 0, 0, 0}};
  private static final int[][] MASK = {{1, 1, 1, 1, 0, 0, 0}, {1, 1, 0, 0, 0, 0, 0}};
  private static final int[][] NONE = new int[2][7];
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  private static Operand<TFloat32> read(Built built, int[][] ids, int[][] mask) {
    Ops tf = built.tf();
    return tokens(tf, ids, mask).read(tf, bert(built), DropoutNoise.none());
  }

  private static Tokens tokens(Ops tf, int[][] ids, int[][] mask) {
    return new Tokens(tf.constant(ids), tf.constant(mask));
  }

  private static Bert bert(Built built) {
    return Bert.create(built.vars().scope("bert"), SHAPE, false);
  }

  @Test
  void readingWithoutCommonPaddingGivesTheSame() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Operand<TFloat32> whole =
          bert(built).call(tf, tf.constant(IDS), tf.constant(MASK), DropoutNoise.none());
      Operand<TFloat32> trimmed = read(built, IDS, MASK);
      assertThat(trimmed.shape().asArray()).containsExactly(2, 7, 8);
      float[][] values = built.values(whole, trimmed);
      assertThat(values[1]).containsExactly(values[0], CLOSE);
    }
  }

  /** The last column is real for one sentence of the batch. */
  @Test
  void aSentenceWithoutPaddingIsReadWhole() {
    int[][] mask = {{1, 1, 1, 1, 1, 1, 1}, {1, 1, 0, 0, 0, 0, 0}};
    try (Built built = new Built()) {
      Ops tf = built.tf();
      float[][] values =
          built.values(
              bert(built).call(tf, tf.constant(IDS), tf.constant(mask), DropoutNoise.none()),
              read(built, IDS, mask));
      assertThat(values[1]).containsExactly(values[0], CLOSE);
      assertThat(Arrays.copyOf(values[1], 7 * 8)).doesNotContain(0);
    }
  }

  @Test
  void thePaddingIsZero() {
    try (Built built = new Built()) {
      float[] values = built.values(read(built, IDS, MASK))[0];
      assertThat(Arrays.copyOfRange(values, 0, 4 * 8)).doesNotContain(0);
      assertThat(Arrays.copyOfRange(values, 4 * 8, 7 * 8)).containsOnly(0);
      assertThat(Arrays.copyOfRange(values, 7 * 8, 9 * 8)).doesNotContain(0);
      assertThat(Arrays.copyOfRange(values, 9 * 8, 14 * 8)).containsOnly(0);
    }
  }

  @Test
  void aSentenceThatIsAllPaddingIsZero() {
    int[][] mask = {MASK[0], NONE[0]};
    try (Built built = new Built()) {
      float[][] values = built.values(read(built, IDS, mask), read(built, IDS, NONE));
      assertThat(Arrays.copyOfRange(values[0], 7 * 8, 14 * 8)).containsOnly(0);
      assertThat(Arrays.copyOf(values[0], 4 * 8)).doesNotContain(0);
      assertThat(values[1]).hasSize(14 * 8).containsOnly(0);
    }
  }

  @Test
  void theBatchMayBeUnknownInTheGraph() {
    try (Built built = new Built();
        TInt32 ids = TInt32.tensorOf(StdArrays.ndCopyOf(IDS));
        TInt32 mask = TInt32.tensorOf(StdArrays.ndCopyOf(MASK))) {
      Ops tf = built.tf();
      Placeholder<TInt32> anyIds = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 7)));
      Placeholder<TInt32> anyMask =
          tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 7)));
      Operand<TFloat32> open =
          new Tokens(anyIds, anyMask).read(tf, bert(built), DropoutNoise.none());
      float[][] values =
          built.values(
              List.of(), Map.of(anyIds, ids, anyMask, mask), List.of(open, read(built, IDS, MASK)));
      assertThat(values[0]).isEqualTo(values[1]);
    }
  }

  @Test
  void erasedTokensBecomeUnknown() {
    boolean[][] keep = {
      {true, false, true, true, true, true, true}, {true, true, false, true, true, true, true}
    };
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Tokens erased = tokens(tf, IDS, MASK).erased(tf, tf.constant(keep));
      float[][] values =
          built.values(
              tf.dtypes.cast(erased.ids(), TFloat32.class),
              tf.dtypes.cast(erased.mask(), TFloat32.class));
      assertThat(values[0]).containsExactly(3, 100, 4, 1, 0, 0, 0, 7, 2, 100, 0, 0, 0, 0);
      assertThat(values[1]).containsExactly(1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
    }
  }
}
