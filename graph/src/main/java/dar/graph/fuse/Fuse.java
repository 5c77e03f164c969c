package dar.graph.fuse;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.reconstruct.Reconstructed;
import dar.graph.variable.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fusion of module (c) of Figure 2: self-attention over the common features of each modality,
 * cross-attention between the specific features of the six ordered pairs.
 *
 * @param cross by target, then by source
 */
public record Fuse(
    Map<Modality, Encoder> selfAttention, Map<Modality, Map<Modality, CrossAttention>> cross) {

  public static Fuse create(Variables vars, Hyperparameters h) {
    return new Fuse(
        Modality.each(
            m ->
                Encoder.create(
                    vars.scope("self_attention").scope(m.key()),
                    h.steps(),
                    h.width(),
                    h.heads(),
                    h.feedForward(),
                    h.encoderLayers())),
        Modality.each(target -> reinforcing(vars.scope("cross"), target, h)));
  }

  private static Map<Modality, CrossAttention> reinforcing(
      Variables vars, Modality target, Hyperparameters h) {
    Map<Modality, CrossAttention> bySource = new LinkedHashMap<>();
    for (Modality source : target.others()) {
      Variables pair = vars.scope(source.key() + "_" + target.key());
      bySource.put(source, CrossAttention.create(pair, h.width(), h.heads()));
    }
    return bySource;
  }

  /** [h^com, h^spec], what the head reads: [B, 3d + 6d]. */
  public Operand<TFloat32> call(Ops tf, Reconstructed h, DropoutNoise noise) {
    List<Operand<TFloat32>> com = new ArrayList<>();
    for (Modality m : Modality.values()) { // Eq. 18
      com.add(selfAttention.get(m).last(tf, h.commonFused().get(m), noise));
    }
    List<Operand<TFloat32>> spec = new ArrayList<>();
    for (Modality target : Modality.values()) { // Eqs. 19 and 20
      Operand<TFloat32> asks = h.specificFused().get(target);
      cross
          .get(target)
          .forEach(
              (source, attention) ->
                  spec.add(attention.call(tf, h.specificFused().get(source), asks)));
    }
    // In two steps: TensorFlow walks the inputs of an op in order only while there are at most 8 of
    // them, and gradients that are summed in another order differ in the last bits from run to run.
    Operand<TInt32> last = tf.constant(1);
    return tf.concat(List.of(tf.concat(com, last), tf.concat(spec, last)), last);
  }
}
