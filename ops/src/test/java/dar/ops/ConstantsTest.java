package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

class ConstantsTest {
  @Test
  void haveTheTypeAskedForAndNeedNoCast() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat64> pi = Constants.of(tf, Math.PI, TFloat64.class);
      assertThat(pi.type()).isEqualTo(TFloat64.class);
      assertThat(Constants.of(tf, 0.5, TFloat32.class).type()).isEqualTo(TFloat32.class);
      assertThat(Constants.of(tf, 0.5, TFloat16.class).type()).isEqualTo(TFloat16.class);
      graph.operations().forEachRemaining(op -> assertThat(op.type()).isEqualTo("Const"));
    }
  }
}
