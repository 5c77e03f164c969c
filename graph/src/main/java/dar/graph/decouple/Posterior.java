package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Mlp;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.BiLstm;
import dar.ops.Club;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * q_theta(H^com | H^spec), the variational approximation of Eq. 8 for one modality: a BiLSTM over
 * the specific features, then fully connected heads for the mean and, through tanh, the log
 * variance of a Gaussian at each step.
 */
public record Posterior(
    BiLstm.Weights<TFloat32> forward, BiLstm.Weights<TFloat32> backward, Mlp mu, Mlp logVar) {

  /** The mean and log variance of q_theta at each step, [B, t, d] each. */
  public record Gaussian(Operand<TFloat32> mean, Operand<TFloat32> logVariance) {}

  public static Posterior create(Variables vars, Hyperparameters h) {
    int d = h.width();
    int hidden = h.lstmWidth();
    return new Posterior(
        direction(vars.scope("lstm").scope("forward"), d, hidden),
        direction(vars.scope("lstm").scope("backward"), d, hidden),
        Mlp.create(vars.scope("mu"), 2 * hidden, d, d),
        Mlp.create(vars.scope("log_var"), 2 * hidden, d, d));
  }

  private static BiLstm.Weights<TFloat32> direction(Variables vars, int d, int hidden) {
    Initializer initializer = Initializer.uniformFanIn(hidden);
    return new BiLstm.Weights<>(
        vars.get("kernel", Shape.of(d + hidden, 4L * hidden), initializer),
        vars.get("bias", Shape.of(4L * hidden), initializer));
  }

  /** spec: H^spec, [B, t, d]. */
  public Gaussian call(Ops tf, Operand<TFloat32> spec) {
    Operand<TFloat32> h = BiLstm.fused(tf, spec, forward, backward); // [B, t, 2·hidden]
    return new Gaussian(
        mu.call(tf, h, DropoutNoise.none()), tf.math.tanh(logVar.call(tf, h, DropoutNoise.none())));
  }

  /**
   * The mean of log q_theta(com | spec) over pairs and steps, up to its constant; what fitting q
   * raises.
   */
  public Operand<TFloat32> logLikelihood(Ops tf, Operand<TFloat32> spec, Operand<TFloat32> com) {
    Gaussian q = call(tf, spec);
    return Club.logLikelihood(tf, com, q.mean(), q.logVariance());
  }

  /** The CLUB upper bound of I(spec; com), Eq. 9, over all B² pairs. */
  public Operand<TFloat32> upperBound(Ops tf, Operand<TFloat32> spec, Operand<TFloat32> com) {
    Gaussian q = call(tf, spec);
    return Club.upperBound(tf, com, q.mean(), q.logVariance());
  }
}
