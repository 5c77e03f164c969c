package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Encoder;
import dar.graph.shard.Shards;
import dar.graph.variable.Variables;
import java.util.Collections;
import java.util.Comparator;
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
        Modality.each(
            m -> Encoder.create(vars.scope("common").scope(m.key()), h, h.encoderLayers())),
        Modality.each(
            m -> Encoder.create(vars.scope("specific").scope(m.key()), h, h.encoderLayers())));
  }

  /** inputs: U_m or tilde U_m, [B, T_m, d_m] each. */
  public Decoupled call(
      Ops tf, Map<Modality, ? extends Operand<TFloat32>> inputs, DropoutNoise noise) {
    return encoded(tf, aligned(tf, inputs), noise);
  }

  /**
   * U^1_m, [B, t, d] each. The largest convolution is a fifth of the work, for one core: the other
   * modalities begin once it can, as what is ready first may be run last.
   */
  private Map<Modality, Operand<TFloat32>> aligned(
      Ops tf, Map<Modality, ? extends Operand<TFloat32>> inputs) {
    Modality largest =
        Collections.max(
            align.keySet(), Comparator.comparingLong(m -> align.get(m).multiplications()));
    Operand<TFloat32> first = align.get(largest).centred(tf, inputs.get(largest));
    Ops then = tf.withControlDependencies(List.of(first));
    return Modality.each(
        m ->
            align
                .get(m)
                .ofCentred(tf, m == largest ? first : align.get(m).centred(then, inputs.get(m))));
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
    Map<Modality, List<Output<TFloat32>>> u = halves(tf, both.aligned());
    Map<Modality, List<Output<TFloat32>>> com = halves(tf, both.common());
    Map<Modality, List<Output<TFloat32>>> spec = halves(tf, both.specific());
    return new Pair(half(0, u, com, spec), half(1, u, com, spec));
  }

  /**
   * aligned: U^1_m, [B, t, d] each. What follows waits for the common features of all modalities,
   * so they go ahead: specific ones begin once the common ones of the next modality are there, of
   * the last one its own, and give cores work beside what is left.
   */
  private Decoupled encoded(Ops tf, Map<Modality, Operand<TFloat32>> aligned, DropoutNoise noise) {
    Map<Modality, Operand<TFloat32>> com =
        Modality.each(m -> common.get(m).call(tf, aligned.get(m), noise));
    return new Decoupled(
        aligned,
        com,
        Modality.each(
            m -> {
              Ops then = tf.withControlDependencies(List.of(com.get(m.nextOrLast())));
              return specific.get(m).call(tf, then.identity(aligned.get(m)), noise);
            }));
  }

  /** [2B, t, d] each to 2 of [B, t, d]. */
  private static Map<Modality, List<Output<TFloat32>>> halves(
      Ops tf, Map<Modality, Operand<TFloat32>> both) {
    return Modality.each(m -> tf.split(tf.constant(0), both.get(m), 2L).output());
  }

  private static Decoupled half(
      int i,
      Map<Modality, List<Output<TFloat32>>> aligned,
      Map<Modality, List<Output<TFloat32>>> common,
      Map<Modality, List<Output<TFloat32>>> specific) {
    return new Decoupled(
        Modality.each(m -> aligned.get(m).get(i)),
        Modality.each(m -> common.get(m).get(i)),
        Modality.each(m -> specific.get(m).get(i)));
  }
}
