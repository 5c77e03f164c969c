package dar.graph.decouple;

import com.google.common.primitives.Floats;
import dar.graph.input.FeatureScale;
import dar.graph.input.Incomplete;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Precision;
import dar.ops.TimeConvolution;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * The alignment layer of Section 3.4, U_m to U^1_m: standardise, a convolution over time (kernel 3,
 * SAME) to width d, ReLU, then a convolution whose channels are steps, T_m to t.
 *
 * @param features [3, d_m, d]
 * @param steps [1, T_m, t]
 * @param stepsBias [t]
 */
public record Align(
    Standardise standardise,
    Operand<TFloat32> features,
    Operand<TFloat32> featuresBias,
    Operand<TFloat32> steps,
    Operand<TFloat32> stepsBias,
    Precision precision) {
  private static final int KERNEL = 3;

  public static Align create(Variables vars, ModalityShape raw, FeatureScale scale, int t, int d) {
    Initializer wide = Initializer.uniformFanIn((long) KERNEL * raw.width());
    Initializer longwise = Initializer.uniformFanIn(raw.length());
    Variables features = vars.scope("features");
    Variables steps = vars.scope("steps");
    return new Align(
        Standardise.create(vars, scale),
        features.get("kernel", Shape.of(KERNEL, raw.width(), d), wide),
        features.get("bias", Shape.of(d), wide),
        steps.get("kernel", Shape.of(1, raw.length(), t), longwise),
        steps.get("bias", Shape.of(t), longwise),
        vars.precision());
  }

  /**
   * The values of the variables that standardise a modality, by name: for whoever learns its scale
   * only once the model is made.
   */
  public static Map<String, float[]> scaleValues(Modality m, FeatureScale scale) {
    String scope = Decouple.ALIGN + "/" + m.key() + "/";
    return Map.of(
        scope + Standardise.MEAN, Floats.toArray(scale.mean()),
        scope + Standardise.DEVIATION, Floats.toArray(scale.deviation()));
  }

  /**
   * x: [B, T_m, d_m], without the mean where a step is there, to steps first, [T_m, B, d_m]; what
   * alignment begins with.
   */
  Operand<TFloat32> centred(Ops tf, Operand<TFloat32> x) {
    return standardise.centred(tf, TimeConvolution.stepsFirst(tf, checked(x)));
  }

  /** What {@link #centred} gives, to [B, t, d]. */
  Operand<TFloat32> ofCentred(Ops tf, Operand<TFloat32> z) {
    return toSteps(tf, convolved(tf, z));
  }

  /** Of a sample, in its first convolution. */
  long multiplications() {
    return steps.shape().get(1) * features.shape().size();
  }

  /**
   * The incomplete input and the complete one it came from, as a batch of 2B in this order.
   *
   * @param x U_m, [B, T_m, d_m]
   * @return [2B, t, d]
   */
  public Operand<TFloat32> both(Ops tf, Operand<TFloat32> x, Incomplete incomplete) {
    Operand<TFloat32> z = centred(tf, x);
    if (incomplete instanceof Incomplete.Erased erased) {
      Operand<TFloat32> keep = TimeConvolution.stepsFirst(tf, erased.keep()); // [T_m, B, 1]
      return toSteps(
          tf,
          isWide()
              ? TimeConvolution.erasedAndWhole(tf, z, keep, kernel(tf), featuresBias, precision)
              : convolved(tf, pair(tf, tf.math.mul(z, keep), z)));
    }
    Incomplete.Read read = (Incomplete.Read) incomplete;
    return toSteps(tf, convolved(tf, pair(tf, centred(tf, read.features()), z)));
  }

  /** That of the centred input, [3, d_m, d]. */
  private Operand<TFloat32> kernel(Ops tf) {
    return standardise.ofCentred(tf, features);
  }

  /** Whether multiplying an input costs more than moving its product about. */
  private boolean isWide() {
    return features.shape().get(1) >= features.shape().get(2);
  }

  private static Operand<TFloat32> pair(
      Ops tf, Operand<TFloat32> incomplete, Operand<TFloat32> complete) {
    return tf.concat(List.of(incomplete, complete), tf.constant(1)); // [T_m, 2B, ...]
  }

  private Operand<TFloat32> checked(Operand<TFloat32> x) {
    Shape shape = x.shape();
    if (shape.numDimensions() != 3
        || shape.get(1) != steps.shape().get(1)
        || shape.get(2) != features.shape().get(1)) {
      throw new IllegalArgumentException(
          "x: expected shape [B, %d, %d], found %s"
              .formatted(steps.shape().get(1), features.shape().get(1), shape));
    }
    return x;
  }

  /** z: [T_m, B, d_m] to [T_m, B, d]. */
  private Operand<TFloat32> convolved(Ops tf, Operand<TFloat32> z) {
    return isWide()
        ? TimeConvolution.byProduct(tf, z, kernel(tf), featuresBias, precision)
        : TimeConvolution.call(tf, z, kernel(tf), featuresBias);
  }

  /** ReLU and the convolution over steps; x: [T_m, B, d] to [B, t, d]. */
  private Operand<TFloat32> toSteps(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> kernel = tf.squeeze(steps, Squeeze.axis(List.of(0L))); // [T_m, t]
    return TimeConvolution.ofSteps(tf, tf.nn.relu(x), kernel, stepsBias);
  }
}
