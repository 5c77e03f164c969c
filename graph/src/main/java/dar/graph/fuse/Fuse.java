package dar.graph.fuse;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.reconstruct.Reconstructed;
import dar.graph.variable.Variables;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The fusion of module (c) of Figure 2: self-attention over the common features of each modality,
 * cross-attention between the specific features of the six ordered pairs.
 *
 * @param cross by target, then by source
 */
public record Fuse(
    Map<Modality, Encoder> selfAttention, Map<Modality, Map<Modality, CrossAttention>> cross) {

  public static Fuse create(Variables vars, Hyperparameters h) {
    Variables self = vars.scope("self_attention");
    Variables cross = vars.scope("cross");
    return new Fuse(
        Modality.each(m -> Encoder.create(self.scope(m.key()), h, h.encoderLayers())),
        Modality.each(target -> reinforcing(cross, target, h)));
  }

  /** What reinforces a modality by each of the others, source to target. */
  private static Map<Modality, CrossAttention> reinforcing(
      Variables vars, Modality target, Hyperparameters h) {
    Map<Modality, CrossAttention> bySource = new EnumMap<>(Modality.class);
    for (Modality source : target.others()) {
      Variables pair = vars.scope(source.key() + "_" + target.key());
      bySource.put(source, CrossAttention.create(pair, h.width(), h.heads()));
    }
    return bySource;
  }

  /** [h^com, h^spec], what the head reads: [B, 3d + 6d]. */
  public Operand<TFloat32> call(Ops tf, Reconstructed h, DropoutNoise noise) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    selfAttention.forEach( // Eq. 18
        (m, encoder) -> parts.add(encoder.last(tf, h.commonFused().get(m), noise)));
    Map<Modality, Operand<TFloat32>> spec = h.specificFused();
    cross.forEach( // Eqs. 19 and 20
        (target, bySource) ->
            bySource.forEach(
                (source, attention) ->
                    parts.add(attention.call(tf, spec.get(source), spec.get(target)))));
    return tf.concat(parts, tf.constant(1));
  }
}
