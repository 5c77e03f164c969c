package dar.graph.language;

import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Norm;
import dar.ops.Dimensions;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the layers begin with, drop(LN(word + position + type)); all tokens are of type 0, a single
 * sentence.
 *
 * @param word [V, h]
 * @param position [P, h]
 * @param type [types, h]
 */
record BertEmbeddings(
    Operand<TFloat32> word, Operand<TFloat32> position, Operand<TFloat32> type, Norm norm) {

  static BertEmbeddings create(BertVariables vars) {
    return new BertEmbeddings(
        vars.get("embeddings/word_embeddings"),
        vars.get("embeddings/position_embeddings"),
        vars.get("embeddings/token_type_embeddings"),
        vars.norm("embeddings/LayerNorm"));
  }

  /** ids: [B, T] to [B, T, h]. */
  Operand<TFloat32> call(Ops tf, Operand<TInt32> ids, DropoutNoise noise) {
    long longest = position.shape().get(0);
    if (ids.shape().get(1) > longest) {
      throw new IllegalArgumentException(
          "ids: expected at most %d steps on axis 1, found shape %s"
              .formatted(longest, ids.shape()));
    }
    Operand<TInt32> steps = Dimensions.atRunTime(tf, ids, 1);
    Operand<TFloat32> places =
        tf.math.add(rows(tf, position, steps), rows(tf, type, tf.constant(1))); // [T, h]
    Operand<TFloat32> words = tf.gather(word, ids, tf.constant(0)); // [B, T, h]
    return noise.call(tf, norm.call(tf, tf.math.add(words, places)));
  }

  /** The first rows of a table. */
  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> table, Operand<TInt32> count) {
    return tf.slice(
        table, tf.constant(new int[] {0, 0}), tf.stack(List.of(count, tf.constant(-1))));
  }
}
