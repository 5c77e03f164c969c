package dar.savedmodel;

import dar.graph.input.Task;
import dar.savedmodel.serving.Method;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * Predictions in TensorFlow Serving's words.
 *
 * <p>Of classes, {@code classify} gives the name and the probability of each; there is no {@code
 * regress}. Of an intensity y, {@code regress} gives y, and {@code classify} whether it is negative
 * or positive, the two classes of Non0_acc_2. A regression has no probabilities; the score of
 * positive is where y lies in [-b, b], (1 + y / b) / 2 cut to [0, 1], with b the largest absolute
 * label, and that of negative the rest: the larger one tells the sign, and scores rank as
 * intensities do.
 */
record Answers(ModelDescription description) {

  /**
   * The outputs of each method by name.
   *
   * @param prediction y [B], or probabilities [B, C]
   */
  Map<Method, Map<String, Operand<?>>> of(Ops tf, Operand<TFloat32> prediction) {
    Map<Method, Map<String, Operand<?>>> answers = new EnumMap<>(Method.class);
    if (description.task() instanceof Task.Regression) {
      answers.put(Method.CLASSIFY, classes(tf, scores(tf, prediction)));
      answers.put(
          Method.REGRESS, Map.of(Method.OUTPUTS, tf.expandDims(prediction, tf.constant(1))));
    } else {
      answers.put(Method.CLASSIFY, classes(tf, prediction));
    }
    return answers;
  }

  private Operand<TFloat32> scores(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> bound = tf.constant((float) description.labelBound());
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> place =
        tf.clipByValue(tf.math.div(y, bound), tf.constant(-1f), one); // [B], in [-1, 1]
    Operand<TFloat32> positive =
        tf.math.mul(tf.math.add(one, place), tf.constant(0.5f)); // [B], in [0, 1]
    return tf.stack(
        List.of(tf.math.sub(one, positive), positive), org.tensorflow.op.core.Stack.axis(1L));
  }

  /** scores: [B, C], to them and the name of each class. */
  private Map<String, Operand<?>> classes(Ops tf, Operand<TFloat32> scores) {
    List<String> names = description.classes();
    Operand<TString> row =
        tf.constant(Shape.of(1, names.size()), DataBuffers.ofObjects(names.toArray(String[]::new)));
    Operand<TInt32> batch =
        tf.slice(tf.shape(scores), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> times = tf.concat(List.of(batch, tf.constant(new int[] {1})), tf.constant(0));
    Operand<TString> classes = tf.ensureShape(tf.tile(row, times), Shape.of(-1, names.size()));
    return Map.of(Method.CLASSES, classes, Method.SCORES, tf.identity(scores));
  }
}
