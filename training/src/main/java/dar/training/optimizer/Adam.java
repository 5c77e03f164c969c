package dar.training.optimizer;

import dar.graph.variable.Parameter;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019, "AdamW"):
 *
 * <pre>
 * theta = theta - eta · decay · theta
 * m = b1 m + (1 - b1) g,   v = b2 v + (1 - b2) g²
 * theta = theta - eta · (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)
 * </pre>
 *
 * @param weightDecay 0 gives plain Adam
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay) {

  /** The constants of Kingma and Ba. */
  public static Adam withDecay(double weightDecay) {
    return new Adam(0.9, 0.999, 1e-8, weightDecay);
  }

  /** Makes m and v of every parameter. */
  public void declare(Variables slots, List<Parameter> parameters) {
    parameters.forEach(
        p -> {
          firstMoment(slots, p.variable());
          secondMoment(slots, p.variable());
        });
  }

  private static Variable<TFloat32> firstMoment(Variables slots, Variable<TFloat32> theta) {
    return slots.slot(theta.name() + "/m", theta);
  }

  private static Variable<TFloat32> secondMoment(Variables slots, Variable<TFloat32> theta) {
    return slots.slot(theta.name() + "/v", theta);
  }

  /**
   * One update of every parameter. In a graph the result is what must run, in eager mode it has
   * run.
   *
   * @param slots where m and v are kept, under the parameter's name
   * @param eta the learning rate, a scalar
   * @param before how many updates these parameters have had, a scalar
   */
  public List<Op> apply(
      Ops tf,
      Variables slots,
      List<Parameter> parameters,
      List<Operand<TFloat32>> gradients,
      Operand<TFloat32> eta,
      Operand<TInt64> before) {
    Operand<TFloat64> t = tf.dtypes.cast(tf.math.add(before, tf.constant(1L)), TFloat64.class);
    Operand<TFloat64> beta2Power = tf.math.pow(tf.constant(beta2), t);
    Operand<TFloat32> power1 = tf.dtypes.cast(tf.math.pow(tf.constant(beta1), t), TFloat32.class);
    Operand<TFloat32> power2 = tf.dtypes.cast(beta2Power, TFloat32.class);
    // TensorFlow's kernel adds epsilon to sqrt(v), before the correction by sqrt(1 - b2^t); the
    // paper adds it after.
    Operand<TFloat32> epsilonHat =
        tf.dtypes.cast(
            tf.math.mul(
                tf.constant(epsilon), tf.math.sqrt(tf.math.sub(tf.constant(1.0), beta2Power))),
            TFloat32.class);
    Operand<TFloat32> decay = tf.math.mul(eta, tf.constant((float) weightDecay));
    Operand<TFloat32> b1 = tf.constant((float) beta1);
    Operand<TFloat32> b2 = tf.constant((float) beta2);

    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable<TFloat32> theta = parameters.get(i).variable();
      Ops then = tf;
      if (weightDecay > 0) {
        Op decayed = // theta - decay · theta
            tf.train.resourceApplyGradientDescent(theta.handle(), decay, parameters.get(i).value());
        then = tf.withControlDependencies(List.of(decayed));
      }
      updates.add(
          then.train.resourceApplyAdam(
              theta.handle(),
              firstMoment(slots, theta).handle(),
              secondMoment(slots, theta).handle(),
              power1,
              power2,
              eta,
              b1,
              b2,
              epsilonHat,
              gradients.get(i)));
    }
    return updates;
  }
}
