package dar.graph.fuse;

import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Mlp;
import dar.graph.layer.Steps;
import dar.graph.variable.Variables;
import dar.ops.CrossEntropy;
import dar.ops.SquaredError;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The output of module (c): y_hat = MLP([h^com, h^spec]) (Eq. 21), and the bootstrap head y_boot =
 * MLP(H) on the common features of the complete input, averaged over steps (Eq. 22).
 */
public record Heads(Task task, Mlp head, Mlp boot) {

  public static Heads create(Variables vars, ModelSpec spec) {
    int d = spec.hyperparameters().width();
    int outputs = spec.task().outputs();
    return new Heads(
        spec.task(),
        Mlp.create(vars.scope("head"), 9 * d, d, outputs),
        Mlp.create(vars.scope("boot"), 3 * d, d, outputs));
  }

  /** fused: [B, 9d] to y_hat, [B, 1] or logits [B, C]. */
  public Operand<TFloat32> predict(Ops tf, Operand<TFloat32> fused, DropoutNoise noise) {
    return head.call(tf, fused, noise);
  }

  /** common: H^com of the complete input, [B, t, d] each, to y_boot, [B, 1] or logits [B, C]. */
  public Operand<TFloat32> bootstrap(
      Ops tf, Map<Modality, Operand<TFloat32>> common, DropoutNoise noise) {
    Map<Modality, Operand<TFloat32>> z = Modality.each(m -> Steps.mean(tf, common.get(m)));
    return boot.call(tf, tf.concat(Modality.inOrder(z), tf.constant(1)), noise); // of [B, 3d]
  }

  /**
   * Loss(y, y_hat) of Eq. 23: mean squared error or mean cross-entropy. y: [B], a class as a whole
   * number.
   */
  public Operand<TFloat32> loss(Ops tf, Operand<TFloat32> output, Operand<TFloat32> y) {
    return task instanceof Task.Regression
        ? SquaredError.mean(tf, scalar(tf, output), y)
        : CrossEntropy.mean(tf, output, tf.dtypes.cast(y, TInt32.class));
  }

  /** What a user is given: the intensity [B], or the probability of each class [B, C]. */
  public Operand<TFloat32> readable(Ops tf, Operand<TFloat32> output) {
    return task instanceof Task.Regression ? scalar(tf, output) : tf.nn.softmax(output);
  }

  private static Operand<TFloat32> scalar(Ops tf, Operand<TFloat32> output) {
    return tf.squeeze(output, Squeeze.axis(List.of(1L))); // [B, 1] to [B]
  }
}
