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
import dar.ops.OrderedSum;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    int layers = h.reconstructorLayers();
    return new Reconstruct(
        each(vars.scope("rebuild_common_in"), of -> Linear.create(of, 3 * d, d)),
        each(vars.scope("rebuild_common"), of -> Encoder.create(of, h, layers)),
        each(vars.scope("rebuild_specific"), of -> Encoder.create(of, h, layers)),
        each(vars.scope("rebuild_input"), of -> Mlp.create(of, 2 * d, d, d)),
        each(vars.scope("gate_common"), of -> Gate.create(of, d)),
        each(vars.scope("gate_specific"), of -> Gate.create(of, d)));
  }

  private static <L> Map<Modality, L> each(Variables vars, Function<Variables, L> create) {
    return Modality.each(m -> create.apply(vars.scope(m.key())));
  }

  /** tilde: the features of the incomplete input. */
  public Reconstructed call(Ops tf, Decoupled tilde, DropoutNoise noise) {
    Operand<TFloat32> joint =
        tf.concat(Modality.inOrder(tilde.common()), tf.constant(2)); // [B, t, 3d]
    Map<Modality, Operand<TFloat32>> com =
        Modality.each(m -> common.get(m).call(tf, commonIn.get(m).call(tf, joint), noise));
    Map<Modality, Operand<TFloat32>> spec =
        Modality.each(m -> specific.get(m).call(tf, tilde.specific().get(m), noise));
    Map<Modality, Operand<TFloat32>> openCommon = open(tf, gateCommon, com, tilde.common());
    Map<Modality, Operand<TFloat32>> openSpecific = open(tf, gateSpecific, spec, tilde.specific());
    return new Reconstructed(
        com,
        spec,
        openCommon,
        openSpecific,
        blend(tf, openCommon, com, tilde.common()),
        blend(tf, openSpecific, spec, tilde.specific()));
  }

  private static Map<Modality, Operand<TFloat32>> open(
      Ops tf,
      Map<Modality, Gate> gate,
      Map<Modality, Operand<TFloat32>> hat,
      Map<Modality, Operand<TFloat32>> tilde) {
    return Modality.each(m -> gate.get(m).call(tf, hat.get(m), tilde.get(m)));
  }

  private static Map<Modality, Operand<TFloat32>> blend(
      Ops tf,
      Map<Modality, Operand<TFloat32>> g,
      Map<Modality, Operand<TFloat32>> hat,
      Map<Modality, Operand<TFloat32>> tilde) {
    return Modality.each(m -> Gate.blend(tf, g.get(m), hat.get(m), tilde.get(m)));
  }

  /** hat U^1 from [hat H^com, hat H^spec] (Eq. 14), [B, t, d] each. */
  public Map<Modality, Operand<TFloat32>> input(Ops tf, Reconstructed hat) {
    return Modality.each(
        m -> {
          List<Operand<TFloat32>> parts = List.of(hat.common().get(m), hat.specific().get(m));
          return input
              .get(m)
              .call(tf, tf.concat(parts, tf.constant(2)), DropoutNoise.none()); // of [B, t, 2d]
        });
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
