package dar.graph.variable;

import static com.google.common.collect.Iterables.getOnlyElement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Built;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Names, views and first values. */
class VariablesTest {
  private static final Initializer NORMAL = Initializer.normal(1);

  @Test
  void aNameIsFoundAgainAndReadOnceAView() {
    try (Built built = new Built()) {
      Variables vars = built.vars().scope("a").scope("b");
      Operand<TFloat32> value = vars.get("kernel", Shape.of(2, 3), NORMAL);
      assertThat(vars.get("kernel", Shape.of(2, 3), NORMAL)).isSameAs(value);
      assertThat(vars.readBy(built.tf()).get("kernel", Shape.of(2, 3), NORMAL)).isNotSameAs(value);
      assertThat(built.vars().all()).extracting(Variable::name).containsExactly("a/b/kernel");
    }
  }

  @Test
  void anotherShapeUnderTheSameNameIsRefused() {
    try (Built built = new Built()) {
      built.vars().get("kernel", Shape.of(2, 3), NORMAL);
      assertThatThrownBy(() -> built.vars().get("kernel", Shape.of(3, 2), NORMAL))
          .hasMessage("variable kernel: expected TFloat32 [3, 2], found TFloat32 [2, 3]");
    }
  }

  @Test
  void firstValuesDependOnTheNameAndNotOnTheOrder() {
    float[][] first;
    float[][] second;
    try (Built built = new Built()) {
      Operand<TFloat32> a = built.vars().get("a", Shape.of(4), NORMAL);
      Operand<TFloat32> b = built.vars().get("b", Shape.of(4), NORMAL);
      first = built.values(a, b);
    }
    try (Built built = new Built()) {
      Operand<TFloat32> b = built.vars().get("b", Shape.of(4), NORMAL);
      Operand<TFloat32> a = built.vars().get("a", Shape.of(4), NORMAL);
      second = built.values(a, b);
    }
    assertThat(first[0]).isEqualTo(second[0]).isNotEqualTo(first[1]);
    assertThat(first[1]).isEqualTo(second[1]);
  }

  @Test
  void statisticsAndSlotsAreNotTrained() {
    try (Built built = new Built()) {
      built.vars().get("weight", Shape.of(5), NORMAL);
      Parameter weight = getOnlyElement(built.vars().parameters());
      built.vars().statistic("mean", Shape.of(7), NORMAL);
      Variable<TFloat32> slot = built.vars().slot("weight/m", weight.variable());
      assertThat(built.values(built.vars().value(slot))[0]).hasSize(5).containsOnly(0);
      built.vars().counter("step");
      assertThat(built.vars().parameterCount()).isEqualTo(5);
      assertThat(built.vars().all()).hasSize(4);
    }
  }

  @Test
  void uniformValuesKeepTheirBound() {
    try (Built built = new Built()) {
      Operand<TFloat32> x =
          built.vars().get("kernel", Shape.of(1000), Initializer.uniformFanIn(16));
      float[] values = built.values(x)[0];
      float largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isBetween(0.24f, 0.25f);
    }
  }
}
