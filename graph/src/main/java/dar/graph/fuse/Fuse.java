package dar.graph.fuse;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.layer.Together;
import dar.graph.reconstruct.Reconstructed;
import dar.graph.variable.Variables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The fusion of module (c) of Figure 2: self-attention over the common features of each modality,
 * cross-attention between the specific features of the six ordered pairs.
 */
public record Fuse(Encoder selfAttention, CrossAttention cross) {

  /** source -> target. */
  private record Pair(Modality source, Modality target) {
    String key() {
      return source.key() + "_" + target.key();
    }
  }

  /** By target, then by source. */
  private static final List<Pair> PAIRS =
      Arrays.stream(Modality.values())
          .flatMap(target -> target.others().stream().map(source -> new Pair(source, target)))
          .toList();

  public static Fuse create(Variables vars, Hyperparameters h) {
    return new Fuse(
        Encoder.create(
            vars.scope("self_attention").scopes(Modality.keys()),
            h.steps(),
            h.width(),
            h.heads(),
            h.feedForward(),
            h.encoderLayers()),
        CrossAttention.create(
            vars.scope("cross").scopes(PAIRS.stream().map(Pair::key).toList()),
            h.width(),
            h.heads()));
  }

  /** [h^com, h^spec], what the head reads: [B, 3d + 6d]. */
  public Operand<TFloat32> call(Ops tf, Reconstructed h, DropoutNoise noise) {
    Operand<TFloat32> com = selfAttention.last(tf, h.commonFused(), noise); // [M, B, d], Eq. 18
    Map<Modality, Operand<TFloat32>> spec = Together.apart(tf, h.specificFused());
    Operand<TFloat32> reinforced = // [6, B, d], Eqs. 19 and 20
        cross.call(
            tf,
            tf.stack(PAIRS.stream().map(pair -> spec.get(pair.source())).toList()),
            tf.stack(PAIRS.stream().map(pair -> spec.get(pair.target())).toList()));
    return tf.concat(List.of(sideBySide(tf, com), sideBySide(tf, reinforced)), tf.constant(1));
  }

  /** [G, B, d] to [B, G·d]. */
  private static Operand<TFloat32> sideBySide(Ops tf, Operand<TFloat32> features) {
    Shape shape = features.shape();
    Operand<TFloat32> bySample =
        tf.linalg.transpose(features, tf.constant(new int[] {1, 0, 2})); // [B, G, d]
    return tf.reshape(bySample, tf.constant(new long[] {-1, shape.get(0) * shape.get(2)}));
  }
}
