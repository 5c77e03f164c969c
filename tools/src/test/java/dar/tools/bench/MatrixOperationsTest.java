package dar.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

class MatrixOperationsTest {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);

  /** [B, sizes...]. */
  private Operand<TFloat32> open(long... sizes) {
    long[] all = new long[sizes.length + 1];
    all[0] = Shape.UNKNOWN_SIZE;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(all)));
  }

  private Operand<TFloat32> zeros(int... sizes) {
    return tf.zeros(tf.constant(sizes), TFloat32.class);
  }

  private long count(Operand<?> result, int batch) {
    return MatrixOperations.count(
        graph.toGraphDef(), List.of(result.asOutput().op().name()), batch);
  }

  @Test
  void aProductIsTwoForEachOfItsMultiplications() {
    Operand<TFloat32> plain = tf.linalg.matMul(open(3), zeros(3, 4));
    assertThat(count(plain, 5)).isEqualTo(2 * 5 * 3 * 4);
    Operand<TFloat32> turned =
        tf.linalg.matMul(open(3), open(4), MatMul.transposeA(true)); // [3, B] by [B, 4]
    assertThat(count(turned, 5)).isEqualTo(2 * 3 * 5 * 4);
  }

  @Test
  void productsSideBySide() {
    Operand<TFloat32> product =
        tf.train.batchMatMul(
            open(2, 7, 3), open(2, 6, 3), TFloat32.class, BatchMatMul.adjY(true)); // [B, 2, 7, 6]
    assertThat(count(product, 5)).isEqualTo(2 * 5 * 2 * 7 * 6 * 3);
    Operand<TFloat32> turned =
        tf.train.batchMatMul(
            open(7, 3), open(7, 6), TFloat32.class, BatchMatMul.adjX(true)); // [B, 3, 6]
    assertThat(count(turned, 5)).isEqualTo(2 * 5 * 3 * 6 * 7);
  }

  @Test
  void letters() {
    Operand<TFloat32> product = tf.linalg.einsum(List.of(open(7, 3), zeros(3, 4)), "btd,df->btf");
    assertThat(count(product, 5)).isEqualTo(2 * 5 * 7 * 3 * 4);
    assertThatThrownBy(() -> Einsum.parse("...d,df->...f")).hasMessageContaining("found ...d,df");
  }

  /** [x_t, h], 2 + 3 wide, by [5, 12], at each of 7 steps. */
  @Test
  void anLstm() {
    Operand<TFloat32> x =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(7, 4, 2))); // [t, B, d]
    Operand<TFloat32> state = zeros(4, 3);
    Operand<TFloat32> none = zeros(3);
    Operand<TFloat32> h =
        tf.nn
            .blockLSTM(tf.constant(7L), x, state, state, zeros(5, 12), none, none, none, zeros(12))
            .h();
    assertThat(count(h, 1)).isEqualTo(2 * 7 * 4 * 5 * 12);
  }

  /** Gradients: one product more towards each factor. */
  @Test
  void backwardsIsTwiceForwards() {
    Operand<TFloat32> w = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(3, 4)));
    Operand<TFloat32> x = open(3);
    Operand<TFloat32> loss =
        tf.sum(tf.math.square(tf.linalg.matMul(x, w)), tf.constant(new int[] {0, 1}));
    Output<?>[] gradients =
        graph.addGradients(loss.asOutput(), new Output<?>[] {w.asOutput(), x.asOutput()});
    assertThat(
            MatrixOperations.count(
                graph.toGraphDef(), List.of(gradients[0].op().name(), gradients[1].op().name()), 5))
        .isEqualTo(3 * 2 * 5 * 3 * 4);
  }

  @Test
  void onlyWhatIsNeeded() {
    Operand<TFloat32> x = open(3);
    Operand<TFloat32> unused = tf.linalg.matMul(x, zeros(3, 100));
    assertThat(unused).isNotNull();
    assertThat(count(tf.math.add(x, x), 5)).isZero();
  }

  @Test
  void anOpenShapeIsNotLeftOut() {
    Operand<TFloat32> x =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2, Shape.UNKNOWN_SIZE)));
    Operand<TFloat32> product = tf.linalg.matMul(x, x, MatMul.transposeB(true));
    assertThatThrownBy(() -> count(product, 5))
        .hasMessageContaining("expected shapes that follow from the batch");
  }

  /**
   * Predictions of two samples cost twice one but for β·W, which weights alone need: of the two
   * norms of each of 15 blocks, 6 that decouple, 6 that reconstruct and 3 that fuse. An update
   * costs more than forwards.
   */
  @Test
  void aWholePrediction() {
    Hyperparameters h = new Hyperparameters(3, 4, 2, 5, 1, 1, 2, 0.1);
    ModelSpec spec =
        new ModelSpec(Modality.each(m -> new ModalityShape(6, 7)), new Task.Regression(), h);
    try (GraphProgram program =
        new GraphProgram(spec, Configuration.DEFAULT.step(Schedule.constant(1e-3)), 1)) {
      WorkOperations once = WorkOperations.of(program, 1);
      WorkOperations twice = WorkOperations.of(program, 2);
      long shifts = 15 * 2 * 4 * (3 * 4 + 5); // to queries, keys and values, and to what is hidden
      assertThat(once.predictBatch()).isEqualTo(once.predictOne()).isPositive();
      assertThat(twice.predictBatch()).isEqualTo(2 * once.predictOne() - shifts);
      assertThat(once.step()).isGreaterThan(once.fit()).isGreaterThan(3 * once.predictOne());
    }
  }
}
