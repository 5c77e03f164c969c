package dar.graph.language;

import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Variables;
import dar.ops.Attention;
import dar.ops.Dimensions;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The BERT encoder (Devlin et al., 2018) without its pooler: embeddings, then post-norm transformer
 * layers. Dropout follows the embeddings and each half of a layer; attention weights are not
 * dropped.
 */
public record Bert(BertEmbeddings embeddings, List<BertLayer> layers) {

  public Bert {
    layers = List.copyOf(layers);
  }

  /**
   * Makes the variables that {@link BertShape#variables} lists.
   *
   * @param vars the scope they are in
   * @param trainable whether an optimiser moves them
   */
  public static Bert create(Variables vars, BertShape shape, boolean trainable) {
    BertVariables made = new BertVariables(vars, shape.variables(), shape.epsilon(), trainable);
    return new Bert(
        BertEmbeddings.create(made),
        IntStream.range(0, shape.layers())
            .mapToObj(i -> BertLayer.create(made, i, shape.heads()))
            .toList());
  }

  /**
   * The hidden states of the last layer, 0 where the mask is. What stands at masked places changes
   * no bit of the rest. B and T may be unknown while a graph is built.
   *
   * @param ids word pieces, [B, T]
   * @param mask 1 for a real token and 0 for padding, [B, T]
   * @return [B, T, h]
   */
  public Operand<TFloat32> call(
      Ops tf, Operand<TInt32> ids, Operand<TInt32> mask, DropoutNoise noise) {
    Dimensions.requireRank("ids", ids, 2);
    Dimensions.requireSameShape("mask", mask, "ids", ids);
    Operand<TFloat32> keyBias = Attention.keyBias(tf, mask, TFloat32.class); // [B, T]
    Operand<TFloat32> x = embeddings.call(tf, ids, noise); // [B, T, h]
    for (BertLayer layer : layers) {
      x = layer.call(tf, x, keyBias, noise);
    }
    Operand<TBool> real =
        tf.expandDims(tf.dtypes.cast(mask, TBool.class), tf.constant(2)); // [B, T, 1]
    return tf.select(real, x, tf.constant(0f)); // a product would leave signs on the zeros
  }
}
