package dar.graph.variable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

class SaverTest {
  /** More than TensorFlow Java has room for in one eager operation. */
  private static final int COUNT = 1001;

  @TempDir private Path folder;

  @Test
  void anyNumberOfVariablesIsReadBack() {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      Operand<TString> prefix = tf.constant(folder.resolve("variables").toString());
      Variables vars = Variables.create(tf, 1);
      IntStream.range(0, COUNT)
          .forEach(i -> vars.get("v" + i, Shape.scalar(), Initializer.filled(i)));
      List<Operand<?>> values = List.copyOf(values(tf, vars));
      Saver.write(tf, prefix, vars.all(), values);
      vars.all().forEach(v -> tf.assignVariableOp(v.handle(), tf.constant(-1f)));

      Saver.read(tf, prefix, vars.all());

      List<Operand<TFloat32>> read = values(tf, vars);
      assertThat(IntStream.range(0, COUNT).filter(i -> read.get(i).asTensor().getFloat() != i))
          .isEmpty();
    }
  }

  private static List<Operand<TFloat32>> values(Ops tf, Variables vars) {
    return vars.readBy(tf).parameters().stream().map(Parameter::value).toList();
  }
}
