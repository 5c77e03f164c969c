package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.layer.Together;
import dar.graph.shard.Shards;
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
public record Decouple(Map<Modality, Align> align, Encoder common, Encoder specific) {
  static final String ALIGN = "align";

  /**
   * The features of an incomplete input (the paper's tilde) and of the complete one it came from.
   */
  public record Pair(Decoupled incomplete, Decoupled complete) {

    /** Those of a batch whose parts are computed apart. */
    public static Pair joined(Ops tf, Shards shards, List<Pair> parts) {
      return new Pair(
          Decoupled.joined(tf, shards, parts.stream().map(Pair::incomplete).toList()),
          Decoupled.joined(tf, shards, parts.stream().map(Pair::complete).toList()));
    }
  }

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
        encoder(vars.scope("common"), h),
        encoder(vars.scope("specific"), h));
  }

  private static Encoder encoder(Variables vars, Hyperparameters h) {
    return Encoder.create(
        vars.scopes(Modality.keys()),
        h.steps(),
        h.width(),
        h.heads(),
        h.feedForward(),
        h.encoderLayers());
  }

  /** inputs: U_m or tilde U_m, [B, T_m, d_m] each. */
  public Decoupled call(
      Ops tf, Map<Modality, ? extends Operand<TFloat32>> inputs, DropoutNoise noise) {
    return encoded(tf, Modality.each(m -> align.get(m).call(tf, inputs.get(m))), noise);
  }

  /**
   * Both inputs in one pass, as a batch of 2B: large products cost less than twice as many small
   * ones.
   *
   * @param complete U_m, [B, T_m, d_m] each
   */
  public Pair call(
      Ops tf,
      Map<Modality, Operand<TFloat32>> complete,
      Map<Modality, Incomplete> incomplete,
      DropoutNoise noise) {
    Decoupled both =
        encoded(
            tf,
            Modality.each(m -> align.get(m).both(tf, complete.get(m), incomplete.get(m))),
            noise);
    List<Output<TFloat32>> u = halves(tf, both.aligned());
    List<Output<TFloat32>> com = halves(tf, both.common());
    List<Output<TFloat32>> spec = halves(tf, both.specific());
    return new Pair(
        new Decoupled(u.get(0), com.get(0), spec.get(0)),
        new Decoupled(u.get(1), com.get(1), spec.get(1)));
  }

  /** aligned: U^1_m, [B, t, d] each. */
  private Decoupled encoded(Ops tf, Map<Modality, Operand<TFloat32>> aligned, DropoutNoise noise) {
    Operand<TFloat32> u = Together.of(tf, aligned); // [M, B, t, d]
    return new Decoupled(u, common.call(tf, u, noise), specific.call(tf, u, noise));
  }

  /** [M, 2B, t, d] to 2 of [M, B, t, d]. */
  private static List<Output<TFloat32>> halves(Ops tf, Operand<TFloat32> both) {
    return tf.split(tf.constant(1), both, 2L).output();
  }
}
