package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.variable.Variables;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Module (a) of Figure 2: an alignment layer, a common encoder E_c and a specific encoder E_s for
 * each modality (Eq. 1). The same encoders serve complete and incomplete inputs.
 */
public record Decouple(
    Map<Modality, Align> align, Map<Modality, Encoder> common, Map<Modality, Encoder> specific) {
  static final String ALIGN = "align";

  /**
   * The features of an incomplete input (the paper's tilde) and of the complete one it came from.
   */
  public record Pair(Decoupled incomplete, Decoupled complete) {}

  public static Decouple create(Variables vars, ModelSpec spec) {
    Hyperparameters h = spec.hyperparameters();
    return new Decouple(
        Modality.each(
            m ->
                Align.create(
                    vars.scope(ALIGN).scope(m.key()),
                    spec.shapes().get(m),
                    spec.scales().get(m),
                    h.steps(),
                    h.width())),
        Modality.each(m -> encoder(vars.scope("common").scope(m.key()), h)),
        Modality.each(m -> encoder(vars.scope("specific").scope(m.key()), h)));
  }

  private static Encoder encoder(Variables vars, Hyperparameters h) {
    return Encoder.create(
        vars, h.steps(), h.width(), h.heads(), h.feedForward(), h.encoderLayers());
  }

  /** inputs: U_m or tilde U_m, [B, T_m, d_m] each. */
  public Decoupled call(
      Ops tf, Map<Modality, ? extends Operand<TFloat32>> inputs, DropoutNoise noise) {
    Map<Modality, Operand<TFloat32>> u =
        Modality.each(m -> align.get(m).call(tf, inputs.get(m))); // [B, t, d]
    return new Decoupled(
        u,
        Modality.each(m -> common.get(m).call(tf, u.get(m), noise)),
        Modality.each(m -> specific.get(m).call(tf, u.get(m), noise)));
  }

  /**
   * Both inputs in one pass, as a batch of 2B: large products cost less than twice as many small
   * ones.
   */
  public Pair call(
      Ops tf,
      Map<Modality, ? extends Operand<TFloat32>> incomplete,
      Map<Modality, ? extends Operand<TFloat32>> complete,
      DropoutNoise noise) {
    Map<Modality, Operand<TFloat32>> both =
        Modality.each(
            m ->
                tf.concat(
                    List.of(incomplete.get(m), complete.get(m)), tf.constant(0))); // [2B, T_m, d_m]
    Decoupled features = call(tf, both, noise);
    Map<Modality, List<Output<TFloat32>>> u = halves(tf, features.aligned());
    Map<Modality, List<Output<TFloat32>>> com = halves(tf, features.common());
    Map<Modality, List<Output<TFloat32>>> spec = halves(tf, features.specific());
    return new Pair(half(u, com, spec, 0), half(u, com, spec, 1));
  }

  private static Map<Modality, List<Output<TFloat32>>> halves(
      Ops tf, Map<Modality, Operand<TFloat32>> both) {
    return Modality.each(m -> tf.split(tf.constant(0), both.get(m), 2L).output()); // 2 x [B, t, d]
  }

  private static Decoupled half(
      Map<Modality, List<Output<TFloat32>>> u,
      Map<Modality, List<Output<TFloat32>>> com,
      Map<Modality, List<Output<TFloat32>>> spec,
      int i) {
    return new Decoupled(
        Modality.each(m -> u.get(m).get(i)),
        Modality.each(m -> com.get(m).get(i)),
        Modality.each(m -> spec.get(m).get(i)));
  }
}
