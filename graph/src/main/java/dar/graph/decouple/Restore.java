package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Mlp;
import dar.graph.layer.Sum;
import dar.graph.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The private decoders D_m of Eq. 10, from the others' common and the own specific features back to
 * tilde U^1_m.
 */
public record Restore(Map<Modality, Mlp> decoder) {

  public static Restore create(Variables vars, Hyperparameters h) {
    int d = h.width();
    return new Restore(
        Modality.each(m -> Mlp.create(vars.scope("restore").scope(m.key()), 3 * d, d, d)));
  }

  /** L_re, Eqs. 10 and 11: mean squared errors, summed over modalities. */
  public Operand<TFloat32> loss(Ops tf, Decoupled h) {
    return Sum.ofErrors(tf, Modality.each(m -> restored(tf, h, m)), h.aligned());
  }

  private Operand<TFloat32> restored(Ops tf, Decoupled h, Modality m) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    m.others().forEach(other -> parts.add(h.common().get(other)));
    parts.add(h.specific().get(m));
    return decoder.get(m).call(tf, tf.concat(parts, tf.constant(2)), DropoutNoise.none());
  }
}
