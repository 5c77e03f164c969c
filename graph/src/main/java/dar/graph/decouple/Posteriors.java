package dar.graph.decouple;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.layer.Sum;
import dar.graph.variable.Variables;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The approximation networks theta, one a modality, that are fitted in alternation with everything
 * else (Section 3.4).
 */
public record Posteriors(Map<Modality, Posterior> q) {
  /** Where their variables stand; all others belong to the main networks. */
  public static final String SCOPE = "club";

  public static Posteriors create(Variables vars, Hyperparameters h) {
    return new Posteriors(
        Modality.each(m -> Posterior.create(vars.scope(SCOPE).scope(m.key()), h)));
  }

  /** The loss that fits q: the negative log-likelihood, summed over modalities. */
  public Operand<TFloat32> fit(Ops tf, Decoupled h) {
    return tf.math.neg(
        Sum.over(tf, m -> q.get(m).logLikelihood(tf, h.specific().get(m), h.common().get(m))));
  }

  /** L_diff, Eqs. 5 and 9: the upper bounds, summed over modalities. */
  public Operand<TFloat32> difference(Ops tf, Decoupled h) {
    return Sum.over(tf, m -> q.get(m).upperBound(tf, h.specific().get(m), h.common().get(m)));
  }
}
