package dar.graph;

import dar.graph.input.BadInputException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How the losses are weighed: L = L_task + alpha (lambda (L_sim + L_diff) + L_re) + beta L_recon
 * (Eqs. 2 and 24).
 *
 * @param temperature tau of Eq. 6
 * @param lambda weight of L_sim + L_diff inside L_decouple (Eq. 2)
 * @param alpha weight of L_decouple
 * @param beta weight of L_recon
 * @param without terms left out of the sum, as in the paper's Table 2; they are still measured
 */
public record Objective(
    double temperature, double lambda, double alpha, double beta, Set<Term> without) {

  /** The terms that Table 2 takes away one at a time. */
  public enum Term {
    SIM,
    DIFF,
    RECON,
    BOOT;

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Weights from Section 4.2; the temperature is a design choice. */
  public static final Objective PAPER = new Objective(0.1, 0.7, 0.1, 0.1, Set.of());

  public Objective {
    if (!(temperature > 0)) {
      throw new BadInputException("loss.temperature: expected above 0, found " + temperature);
    }
    for (Map.Entry<String, Double> weight :
        Map.of("lambda", lambda, "alpha", alpha, "beta", beta).entrySet()) {
      if (!(weight.getValue() >= 0 && weight.getValue() < Double.POSITIVE_INFINITY)) {
        throw new BadInputException(
            "loss.%s: expected a number of at least 0, found %s"
                .formatted(weight.getKey(), weight.getValue()));
      }
    }
    without = without.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(without));
  }

  private float weight(Term term, double weight) {
    return without.contains(term) ? 0f : (float) weight;
  }

  Operand<TFloat32> total(
      Ops tf,
      Operand<TFloat32> prediction,
      Operand<TFloat32> boot,
      Operand<TFloat32> sim,
      Operand<TFloat32> diff,
      Operand<TFloat32> re,
      Operand<TFloat32> recon) {
    Operand<TFloat32> task =
        tf.math.add(prediction, scaled(tf, boot, weight(Term.BOOT, 1))); // Eq. 23
    Operand<TFloat32> similarity =
        tf.math.add(
            scaled(tf, sim, weight(Term.SIM, lambda)), scaled(tf, diff, weight(Term.DIFF, lambda)));
    Operand<TFloat32> decouple = tf.math.add(similarity, re); // Eq. 2
    return tf.math.add( // Eq. 24
        tf.math.add(task, scaled(tf, decouple, (float) alpha)),
        scaled(tf, recon, weight(Term.RECON, beta)));
  }

  private static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> term, float weight) {
    return tf.math.mul(term, tf.constant(weight));
  }
}
