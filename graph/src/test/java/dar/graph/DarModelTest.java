package dar.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.decouple.Decouple;
import dar.graph.decouple.Posteriors;
import dar.graph.input.BadInputException;
import dar.graph.input.Batch;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.layer.DropoutNoise;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The model as a whole. */
class DarModelTest {
  private static final Hyperparameters TINY = new Hyperparameters(3, 8, 2, 12, 1, 1, 4, 0);

  private static final Map<Modality, ModalityShape> MOSI =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(50, 768),
          Modality.VISUAL, new ModalityShape(500, 20),
          Modality.ACOUSTIC, new ModalityShape(375, 5));

  private static final Map<Modality, ModalityShape> SMALL =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(4, 3),
          Modality.VISUAL, new ModalityShape(5, 2),
          Modality.ACOUSTIC, new ModalityShape(6, 2));

  /** The counts are the PyTorch peer's; there an LSTM direction has a second bias of 4h more. */
  @ParameterizedTest
  @CsvSource({
    "8, 128, 8, 256, 2, 64, 4696194, 494592",
    "8, 32, 4, 64, 2, 16, 368610, 31488",
    "4, 8, 2, 12, 2, 3, 41210, 1632"
  })
  void hasThePeersParameters(
      int t, int d, int heads, int feedForward, int layers, int lstm, long main, long q) {
    try (Built built = new Built()) {
      Hyperparameters h = new Hyperparameters(t, d, heads, feedForward, layers, 1, lstm, 0.1);
      DarModel.create(built.vars(), new ModelSpec(MOSI, new Task.Regression(), h));
      assertThat(built.vars().parameterCount()).isEqualTo(main);
      Posteriors.create(built.vars(), h);
      assertThat(built.vars().scope(Posteriors.SCOPE).parameterCount()).isEqualTo(q);
    }
  }

  @Test
  void classesComeOutAsProbabilities() {
    try (Built built = new Built()) {
      ModelSpec spec = new ModelSpec(SMALL, new Task.Classification(3), TINY);
      DarModel model = DarModel.create(built.vars(), spec);
      Operand<TFloat32> p = model.represent(built.tf(), inputs(built, 5)).prediction();
      float[] values = built.values(p)[0];
      assertThat(values).hasSize(15);
      for (int i = 0; i < 5; i++) {
        assertThat(values[3 * i] + values[3 * i + 1] + values[3 * i + 2])
            .isCloseTo(1, Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void aClassifierHasACrossEntropy() {
    try (Built built = new Built()) {
      ModelSpec spec = new ModelSpec(SMALL, new Task.Classification(3), TINY);
      DarModel.Outcome outcome =
          losses(built, spec, built.tf().constant(new float[] {0, 1, 2, 2, 0}), Objective.PAPER);
      float[][] values = built.values(outcome.losses().prediction(), outcome.prediction());
      double expected = 0;
      int[] labels = {0, 1, 2, 2, 0};
      for (int i = 0; i < labels.length; i++) {
        expected -= Math.log(values[1][3 * i + labels[i]]) / labels.length;
      }
      assertThat((double) values[0][0]).isCloseTo(expected, Offset.offset(1e-5));
    }
  }

  @Test
  void theTotalIsEquation24() {
    try (Built built = new Built()) {
      ModelSpec spec = new ModelSpec(SMALL, new Task.Regression(), TINY);
      Objective objective = new Objective(0.2, 0.5, 0.3, 0.7, Set.of(Objective.Term.RECON));
      Losses l = losses(built, spec, built.gaussian(5, 5), objective).losses();
      float[][] v =
          built.values(l.total(), l.prediction(), l.boot(), l.sim(), l.diff(), l.re(), l.recon());
      assertThat(v[0][0])
          .isCloseTo(
              v[1][0] + v[2][0] + 0.3f * (0.5f * (v[3][0] + v[4][0]) + v[5][0]),
              Offset.offset(1e-4f));
      assertThat(v[6][0]).as("left out of the sum, but measured").isPositive();
    }
  }

  @Test
  void aBatchOfOneHasFiniteLosses() {
    try (Built built = new Built()) {
      ModelSpec spec = new ModelSpec(SMALL, new Task.Regression(), TINY);
      DarModel model = DarModel.create(built.vars(), spec);
      Posteriors q = Posteriors.create(built.vars(), TINY);
      Map<Modality, Operand<TFloat32>> one = inputs(built, 1);
      Decouple.Pair features =
          model.decouple().call(built.tf(), one, asRead(one), DropoutNoise.none());
      Losses losses =
          model
              .losses(
                  built.tf(),
                  model.outputs(built.tf(), features, DropoutNoise.none()),
                  q,
                  built.gaussian(1, 1),
                  Objective.PAPER)
              .losses();
      for (float[] value :
          built.values(losses.total(), losses.sim(), losses.diff(), losses.recon())) {
        assertThat(value[0]).isFinite();
      }
    }
  }

  @Test
  void nothingErasedLeavesNothingToReconstruct() {
    try (Built built = new Built()) {
      ModelSpec spec = new ModelSpec(SMALL, new Task.Regression(), TINY);
      DarModel model = DarModel.create(built.vars(), spec);
      Map<Modality, Operand<TFloat32>> complete = inputs(built, 4);
      Map<String, Operand<?>> named = new LinkedHashMap<>();
      complete.forEach(
          (m, x) -> {
            named.put(m.key(), x);
            named.put(
                InputNames.keep(m),
                built
                    .tf()
                    .fill(
                        built.tf().constant(new int[] {4, SMALL.get(m).length()}),
                        built.tf().constant(true)));
          });
      named.put(InputNames.LABELS, built.gaussian(1, 4));
      Batch batch = new Inputs(spec, named).batch(built.tf());
      Decouple.Pair both =
          model
              .decouple()
              .call(built.tf(), batch.complete(), batch.incomplete(), DropoutNoise.none());
      for (Modality m : Modality.values()) {
        float[][] values =
            built.values(both.incomplete().common().get(m), both.complete().common().get(m));
        assertThat(values[0]).containsExactly(values[1], Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void badSizesAreNamed() {
    assertThatThrownBy(() -> new Hyperparameters(8, 30, 4, 64, 2, 1, 16, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("model.heads: expected a divisor of model.width 30, found 4");
    assertThatThrownBy(() -> new Hyperparameters(8, 32, 4, 64, 2, 1, 16, Double.NaN))
        .hasMessage("model.dropout: expected in [0, 1), found NaN");
    assertThatThrownBy(() -> new Objective(0, 1, 1, 1, Set.of()))
        .hasMessage("loss.temperature: expected above 0, found 0.0");
  }

  private static Map<Modality, Operand<TFloat32>> inputs(Built built, int samples) {
    return Modality.each(
        m ->
            built.gaussian(m.key().length(), samples, SMALL.get(m).length(), SMALL.get(m).width()));
  }

  private static Map<Modality, Incomplete> asRead(Map<Modality, Operand<TFloat32>> incomplete) {
    return Modality.each(m -> new Incomplete.Read(incomplete.get(m)));
  }

  private static DarModel.Outcome losses(
      Built built, ModelSpec spec, Operand<TFloat32> labels, Objective objective) {
    DarModel model = DarModel.create(built.vars(), spec);
    Posteriors q = Posteriors.create(built.vars(), spec.hyperparameters());
    Map<Modality, Operand<TFloat32>> complete = inputs(built, 5);
    Map<Modality, Operand<TFloat32>> incomplete =
        Modality.each(m -> built.tf().math.mul(complete.get(m), built.tf().constant(0.5f)));
    Decouple.Pair features =
        model.decouple().call(built.tf(), complete, asRead(incomplete), DropoutNoise.none());
    return model.losses(
        built.tf(), model.outputs(built.tf(), features, DropoutNoise.none()), q, labels, objective);
  }
}
