package dar.graph.reconstruct;

import dar.graph.decouple.Decoupled;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.layer.Linear;
import dar.graph.layer.Mlp;
import dar.graph.layer.Sum;
import dar.graph.layer.Together;
import dar.graph.variable.Variables;
import dar.ops.OrderedSum;
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
    Encoder common,
    Encoder specific,
    Mlp input,
    Gate gateCommon,
    Gate gateSpecific) {

  public static Reconstruct create(Variables vars, Hyperparameters h) {
    int d = h.width();
    return new Reconstruct(
        Modality.each(m -> Linear.create(vars.scope("rebuild_common_in").scope(m.key()), 3 * d, d)),
        encoder(vars.scope("rebuild_common"), h),
        encoder(vars.scope("rebuild_specific"), h),
        Mlp.create(vars.scope("rebuild_input").scopes(Modality.keys()), 2 * d, d, d),
        Gate.create(vars.scope("gate_common"), d),
        Gate.create(vars.scope("gate_specific"), d));
  }

  private static Encoder encoder(Variables vars, Hyperparameters h) {
    return Encoder.create(
        vars.scopes(Modality.keys()),
        h.steps(),
        h.width(),
        h.heads(),
        h.feedForward(),
        h.reconstructorLayers());
  }

  /** tilde: the features of the incomplete input. */
  public Reconstructed call(Ops tf, Decoupled tilde, DropoutNoise noise) {
    Operand<TFloat32> joint = Together.joined(tf, tilde.common()); // [B, t, 3d]
    Operand<TFloat32> com =
        common.call(
            tf, Together.of(tf, Modality.each(m -> commonIn.get(m).call(tf, joint))), noise);
    Operand<TFloat32> spec = specific.call(tf, tilde.specific(), noise);
    Operand<TFloat32> openCommon = gateCommon.call(tf, com, tilde.common());
    Operand<TFloat32> openSpecific = gateSpecific.call(tf, spec, tilde.specific());
    return new Reconstructed(
        com,
        spec,
        openCommon,
        openSpecific,
        Gate.blend(tf, openCommon, com, tilde.common()),
        Gate.blend(tf, openSpecific, spec, tilde.specific()));
  }

  /** hat U^1 from [hat H^com, hat H^spec] (Eq. 14), [M, B, t, d]. */
  public Operand<TFloat32> input(Ops tf, Reconstructed hat) {
    Operand<TFloat32> parts =
        tf.concat(List.of(hat.common(), hat.specific()), tf.constant(3)); // [M, B, t, 2d]
    return input.call(tf, parts, DropoutNoise.none());
  }

  /**
   * L_recon, Eq. 17: mean squared errors against the complete features, summed over modalities and
   * kinds.
   */
  public Operand<TFloat32> loss(Ops tf, Reconstructed hat, Decoupled complete) {
    return OrderedSum.of(
        tf,
        List.of(
            Sum.ofErrors(tf, hat.common(), complete.common()),
            Sum.ofErrors(tf, hat.specific(), complete.specific()),
            Sum.ofErrors(tf, input(tf, hat), complete.aligned())));
  }
}
