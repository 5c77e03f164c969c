package dar.graph.reconstruct;

import dar.graph.decouple.Decoupled;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.layer.Linear;
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
 * Module (b) of Figure 2. The common features of the complete input are predicted from the common
 * features of all modalities (E_com, Eq. 12), its specific features from the own ones (E_spec, Eq.
 * 13), its aligned input from both (D, Eq. 14), and a gate for each modality and kind blends
 * prediction and evidence (Eqs. 15-16).
 */
public record Reconstruct(
    Map<Modality, Linear> commonIn,
    Map<Modality, Encoder> common,
    Map<Modality, Encoder> specific,
    Map<Modality, Mlp> input,
    Map<Modality, Gate> gateCommon,
    Map<Modality, Gate> gateSpecific) {

  public static Reconstruct create(Variables vars, Hyperparameters h) {
    int d = h.width();
    return new Reconstruct(
        Modality.each(m -> Linear.create(vars.scope("rebuild_common_in").scope(m.key()), 3 * d, d)),
        Modality.each(m -> encoder(vars.scope("rebuild_common").scope(m.key()), h)),
        Modality.each(m -> encoder(vars.scope("rebuild_specific").scope(m.key()), h)),
        Modality.each(m -> Mlp.create(vars.scope("rebuild_input").scope(m.key()), 2 * d, d, d)),
        Modality.each(m -> Gate.create(vars.scope("gate_common").scope(m.key()), d)),
        Modality.each(m -> Gate.create(vars.scope("gate_specific").scope(m.key()), d)));
  }

  private static Encoder encoder(Variables vars, Hyperparameters h) {
    return Encoder.create(
        vars, h.steps(), h.width(), h.heads(), h.feedForward(), h.reconstructorLayers());
  }

  /** tilde: the features of the incomplete input. */
  public Reconstructed call(Ops tf, Decoupled tilde, DropoutNoise noise) {
    Operand<TFloat32> joint =
        tf.concat(Modality.inOrder(tilde.common()), tf.constant(2)); // [B, t, 3d]
    Map<Modality, Operand<TFloat32>> com =
        Modality.each(
            m -> common.get(m).call(tf, commonIn.get(m).call(tf, joint), noise)); // [B, t, d]
    Map<Modality, Operand<TFloat32>> spec =
        Modality.each(m -> specific.get(m).call(tf, tilde.specific().get(m), noise));
    Map<Modality, Operand<TFloat32>> openCommon =
        Modality.each(m -> gateCommon.get(m).call(tf, com.get(m), tilde.common().get(m)));
    Map<Modality, Operand<TFloat32>> openSpecific =
        Modality.each(m -> gateSpecific.get(m).call(tf, spec.get(m), tilde.specific().get(m)));
    return new Reconstructed(
        com,
        spec,
        openCommon,
        openSpecific,
        Modality.each(m -> Gate.blend(tf, openCommon.get(m), com.get(m), tilde.common().get(m))),
        Modality.each(
            m -> Gate.blend(tf, openSpecific.get(m), spec.get(m), tilde.specific().get(m))));
  }

  /** hat U^1_m from [hat H^com_m, hat H^spec_m] (Eq. 14), [B, t, d]. */
  public Operand<TFloat32> input(Ops tf, Reconstructed hat, Modality m) {
    Operand<TFloat32> parts =
        tf.concat(
            List.of(hat.common().get(m), hat.specific().get(m)), tf.constant(2)); // [B, t, 2d]
    return input.get(m).call(tf, parts, DropoutNoise.none());
  }

  /**
   * L_recon, Eq. 17: mean squared errors against the complete features, summed over modalities and
   * kinds.
   */
  public Operand<TFloat32> loss(Ops tf, Reconstructed hat, Decoupled complete) {
    return Sum.over(
        tf,
        m ->
            tf.math.addN(
                List.of(
                    SquaredError.mean(tf, hat.common().get(m), complete.common().get(m)),
                    SquaredError.mean(tf, hat.specific().get(m), complete.specific().get(m)),
                    SquaredError.mean(tf, input(tf, hat, m), complete.aligned().get(m)))));
  }
}
