package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Mlp;
import dar.graph.layer.Sum;
import dar.graph.layer.Together;
import dar.graph.variable.Variables;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The private decoders D_m of Eq. 10, from the others' common and the own specific features back to
 * tilde U^1_m.
 */
public record Restore(Mlp decoder) {

  public static Restore create(Variables vars, Hyperparameters h) {
    return new Restore(
        Mlp.create(
            vars.scope("restore").scopes(Modality.keys()), 3 * h.width(), h.width(), h.width()));
  }

  /** L_re, Eqs. 10 and 11: mean squared errors, summed over modalities. */
  public Operand<TFloat32> loss(Ops tf, Decoupled h) {
    Map<Modality, Operand<TFloat32>> com = Together.apart(tf, h.common());
    Operand<TFloat32> parts =
        tf.concat(
            List.of(
                Together.of(tf, Modality.each(m -> com.get(m.others().get(0)))),
                Together.of(tf, Modality.each(m -> com.get(m.others().get(1)))),
                h.specific()),
            tf.constant(3)); // [M, B, t, 3d]
    return Sum.ofErrors(tf, decoder.call(tf, parts, DropoutNoise.none()), h.aligned());
  }
}
