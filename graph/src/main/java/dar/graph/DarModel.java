package dar.graph;

import dar.graph.decouple.Decouple;
import dar.graph.decouple.Decoupled;
import dar.graph.decouple.Posteriors;
import dar.graph.decouple.Restore;
import dar.graph.decouple.Similarity;
import dar.graph.fuse.Fuse;
import dar.graph.fuse.Heads;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.reconstruct.Reconstruct;
import dar.graph.reconstruct.Reconstructed;
import dar.graph.shard.Shards;
import dar.graph.variable.Variables;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Figure 2 of the paper: decouple, reconstruct, fuse and predict. The posteriors q_theta stand
 * outside, since they are fitted in alternation with this model and only bound its L_diff.
 */
public record DarModel(
    Decouple decouple, Restore restore, Reconstruct reconstruct, Fuse fuse, Heads heads) {

  public static DarModel create(Variables vars, ModelSpec spec) {
    Hyperparameters h = spec.hyperparameters();
    return new DarModel(
        Decouple.create(vars, spec),
        Restore.create(vars, h),
        Reconstruct.create(vars, h),
        Fuse.create(vars, h),
        Heads.create(vars, spec));
  }

  /**
   * What the model makes of incomplete inputs.
   *
   * @param aligned hat U^1 (Eq. 14), [B, t, d] each
   */
  public record Representation(
      Decoupled tilde,
      Reconstructed hat,
      Map<Modality, Operand<TFloat32>> aligned,
      Operand<TFloat32> fused,
      Operand<TFloat32> prediction) {}

  /** inputs: tilde U_m, [B, T_m, d_m]; the prediction is [B], or class probabilities [B, C]. */
  public Representation represent(Ops tf, Map<Modality, ? extends Operand<TFloat32>> inputs) {
    DropoutNoise none = DropoutNoise.none();
    Decoupled tilde = decouple.call(tf, inputs, none);
    Reconstructed hat = reconstruct.call(tf, tilde, none);
    Operand<TFloat32> fused = fuse.call(tf, hat, none); // [B, 9d]
    return new Representation(
        tilde,
        hat,
        reconstruct.input(tf, hat),
        fused,
        heads.readable(tf, heads.predict(tf, fused, none)));
  }

  /**
   * All that is made of each sample alone; the losses compare samples.
   *
   * @param hat features of the incomplete input, reconstructed
   * @param fromFused y_hat of the head, [B, 1] or logits [B, C]
   * @param fromComplete y_boot of the bootstrap head, likewise
   */
  public record Outputs(
      Decouple.Pair features,
      Reconstructed hat,
      Operand<TFloat32> fromFused,
      Operand<TFloat32> fromComplete) {

    /** Those of a batch whose parts are computed apart. */
    public static Outputs joined(
        Ops tf, Shards shards, Decouple.Pair features, List<Outputs> parts) {
      return new Outputs(
          features,
          Reconstructed.joined(tf, shards, parts.stream().map(Outputs::hat).toList()),
          shards.join(tf, parts, Outputs::fromFused),
          shards.join(tf, parts, Outputs::fromComplete));
    }
  }

  /** What follows the features of an incomplete batch and of the complete one. */
  public Outputs outputs(Ops tf, Decouple.Pair features, DropoutNoise noise) {
    Reconstructed hat = reconstruct.call(tf, features.incomplete(), noise);
    return new Outputs(
        features,
        hat,
        heads.predict(tf, fuse.call(tf, hat, noise), noise),
        heads.bootstrap(tf, features.complete().common(), noise));
  }

  /** The losses of a batch and the prediction they rest on. */
  public record Outcome(Losses losses, Operand<TFloat32> prediction) {}

  /**
   * Every loss of the paper.
   *
   * @param y labels, [B]
   */
  public Outcome losses(
      Ops tf, Outputs outputs, Posteriors q, Operand<TFloat32> y, Objective objective) {
    Decoupled tilde = outputs.features().incomplete();
    Decoupled complete = outputs.features().complete();
    Reconstructed hat = outputs.hat();
    Operand<TFloat32> prediction = heads.loss(tf, outputs.fromFused(), y);
    Operand<TFloat32> boot = heads.loss(tf, outputs.fromComplete(), y);
    Operand<TFloat32> sim = Similarity.loss(tf, tilde, objective.temperature());
    Operand<TFloat32> diff = q.difference(tf, tilde);
    Operand<TFloat32> re = restore.loss(tf, tilde);
    Operand<TFloat32> recon = reconstruct.loss(tf, hat, complete);
    Operand<TFloat32> total = objective.total(tf, prediction, boot, sim, diff, re, recon);
    return new Outcome(
        new Losses(total, prediction, boot, sim, diff, re, recon),
        heads.readable(tf, outputs.fromFused()));
  }
}
