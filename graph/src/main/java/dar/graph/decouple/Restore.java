package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Mlp;
import dar.graph.layer.Sum;
import dar.graph.variable.Variables;
import dar.ops.SquaredError;
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
    return new Restore(
        Modality.each(
            m ->
                Mlp.create(
                    vars.scope("restore").scope(m.key()), 3 * h.width(), h.width(), h.width())));
  }

  /** L_re, Eqs. 10 and 11: mean squared errors, summed over modalities. */
  public Operand<TFloat32> loss(Ops tf, Decoupled h) {
    return Sum.over(
        tf,
        m -> {
          List<Modality> others = m.others();
          Operand<TFloat32> parts =
              tf.concat(
                  List.of(
                      h.common().get(others.get(0)),
                      h.common().get(others.get(1)),
                      h.specific().get(m)),
                  tf.constant(2)); // [B, t, 3d]
          Operand<TFloat32> restored = decoder.get(m).call(tf, parts, DropoutNoise.none());
          return SquaredError.mean(tf, restored, h.aligned().get(m));
        });
  }
}
