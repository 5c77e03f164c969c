package dar.graph.language;

import dar.graph.input.TokenShape;
import dar.graph.layer.DropoutNoise;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sentences as word pieces.
 *
 * @param ids [B, T]
 * @param mask 1 for a real token and 0 for padding, [B, T]
 */
public record Tokens(Operand<TInt32> ids, Operand<TInt32> mask) {

  /**
   * The same sentences with tokens erased: they become [UNK], the mask stays (Section 4.2).
   *
   * @param keep false where a token is erased, [B, T]; the caller keeps [CLS] and [SEP]
   */
  public Tokens erased(Ops tf, Operand<TBool> keep) {
    return new Tokens(tf.select(keep, ids, tf.constant(TokenShape.UNKNOWN)), mask);
  }

  /**
   * The last hidden states, 0 in the padding: [B, T, h]. Padding that every sentence of the batch
   * has is not computed.
   */
  public Operand<TFloat32> read(Ops tf, Bert bert, DropoutNoise noise) {
    long steps = ids.shape().get(1);
    Operand<TInt32> places = tf.range(tf.constant(1), tf.constant((int) steps + 1), tf.constant(1));
    Operand<TInt32> longest =
        tf.math.maximum(
            tf.constant(1), tf.reduceMax(tf.math.mul(mask, places), tf.constant(new int[] {0, 1})));
    Operand<TInt32> size = tf.stack(List.of(tf.constant(-1), longest));
    Operand<TInt32> begin = tf.constant(new int[] {0, 0});
    Operand<TFloat32> read =
        bert.call(tf, tf.slice(ids, begin, size), tf.slice(mask, begin, size), noise); // [B, t, h]
    Operand<TInt32> none = tf.constant(new int[] {0, 0});
    Operand<TInt32> rest =
        tf.stack(List.of(tf.constant(0), tf.math.sub(tf.constant((int) steps), longest)));
    Operand<TFloat32> padded =
        tf.pad(read, tf.stack(List.of(none, rest, none)), tf.constant(0f)); // [B, T, h]
    return tf.reshape(padded, tf.constant(new long[] {-1, steps, read.shape().get(2)}));
  }
}
