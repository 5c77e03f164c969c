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
import dar.graph.variable.Variables;
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
   * @param aligned hat U^1 (Eq. 14), [M, B, t, d]
   */
  public record Representation(
      Decoupled tilde,
      Reconstructed hat,
      Operand<TFloat32> aligned,
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

  /** The losses of a batch and the prediction they rest on. */
  public record Outcome(Losses losses, Operand<TFloat32> prediction) {}

  /**
   * Every loss of the paper, from the features of an incomplete batch and of the complete one.
   *
   * @param y labels, [B]
   */
  public Outcome losses(
      Ops tf,
      Decouple.Pair features,
      Posteriors q,
      Operand<TFloat32> y,
      Objective objective,
      DropoutNoise noise) {
    Decoupled tilde = features.incomplete();
    Decoupled complete = features.complete();
    Reconstructed hat = reconstruct.call(tf, tilde, noise);
    Operand<TFloat32> yHat = heads.predict(tf, fuse.call(tf, hat, noise), noise);
    Operand<TFloat32> yBoot = heads.bootstrap(tf, complete.common(), noise);

    Operand<TFloat32> prediction = heads.loss(tf, yHat, y);
    Operand<TFloat32> boot = heads.loss(tf, yBoot, y);
    Operand<TFloat32> sim = Similarity.loss(tf, tilde, objective.temperature());
    Operand<TFloat32> diff = q.difference(tf, tilde);
    Operand<TFloat32> re = restore.loss(tf, tilde);
    Operand<TFloat32> recon = reconstruct.loss(tf, hat, complete);
    Operand<TFloat32> total = objective.total(tf, prediction, boot, sim, diff, re, recon);
    return new Outcome(
        new Losses(total, prediction, boot, sim, diff, re, recon), heads.readable(tf, yHat));
  }
}
