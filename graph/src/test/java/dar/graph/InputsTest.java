package dar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Batch;
import dar.graph.input.BertShape;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.InputNames;
import dar.graph.input.LanguageModel;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.graph.layer.DropoutNoise;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

class InputsTest {
  private static final Map<Modality, ModalityShape> SHAPES =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(4, 8),
          Modality.VISUAL, new ModalityShape(3, 2),
          Modality.ACOUSTIC, new ModalityShape(3, 2));

  private static final ModelSpec VECTORS =
      new ModelSpec(SHAPES, new Task.Regression(), new Hyperparameters(2, 8, 2, 8, 1, 1, 4, 0));

  private static final ModelSpec SENTENCES =
      VECTORS.reading(new LanguageModel(new BertShape(120, 8, 1, 2, 12, 4, 2, 1e-12), false), 4);

  private static final int[][] IDS = {{5, 9, 4, 6}, {7, 2, 0, 0}};
  private static final int[][] MASK = {{1, 1, 1, 1}, {1, 1, 0, 0}};
  private static final boolean[][] KEEP = {{true, false, true, true}, {true, true, true, true}};

  /** What both kinds of models are fed beside language. */
  private static Map<String, Operand<?>> others(Built built) {
    Ops tf = built.tf();
    Map<String, Operand<?>> named = new LinkedHashMap<>();
    named.put(InputNames.keep(Modality.LANGUAGE), tf.constant(KEEP));
    for (Modality m : new Modality[] {Modality.VISUAL, Modality.ACOUSTIC}) {
      named.put(m.key(), built.gaussian(m.key().length(), 2, 3, 2));
      named.put(
          InputNames.keep(m),
          tf.constant(new boolean[][] {{false, true, true}, {true, true, true}}));
    }
    named.put(InputNames.LABELS, tf.constant(new float[] {1, -1}));
    return named;
  }

  private static Inputs sentences(Built built, int[][] ids) {
    Map<String, Operand<?>> named = others(built);
    named.put(InputNames.LANGUAGE_IDS, built.tf().constant(ids));
    named.put(InputNames.LANGUAGE_MASK, built.tf().constant(MASK));
    return new Inputs(SENTENCES, named).read(built.tf(), built.vars(), DropoutNoise.none());
  }

  @Test
  void vectorsAreNotRead() {
    try (Built built = new Built()) {
      Map<String, Operand<?>> named = others(built);
      named.put(Modality.LANGUAGE.key(), built.gaussian(1, 2, 4, 8));
      Inputs inputs = new Inputs(VECTORS, named);
      assertThat(inputs.read(built.tf(), built.vars(), DropoutNoise.none())).isSameAs(inputs);
      assertThat(built.vars().all()).isEmpty();
    }
  }

  @Test
  void sentencesAreReadOnce() {
    try (Built built = new Built()) {
      Inputs read = sentences(built, IDS);
      assertThat(read.read(built.tf(), built.vars(), DropoutNoise.none())).isSameAs(read);
    }
  }

  @Test
  void withoutAMaskOnlyTheCompleteSentencesAreRead() {
    try (Built built = new Built()) {
      Map<String, Operand<?>> named =
          Map.of(
              InputNames.LANGUAGE_IDS, built.tf().constant(IDS),
              InputNames.LANGUAGE_MASK, built.tf().constant(MASK));
      Inputs read =
          new Inputs(SENTENCES, named).read(built.tf(), built.vars(), DropoutNoise.none());
      assertThat(read.named().keySet())
          .containsExactlyInAnyOrder(
              InputNames.LANGUAGE_IDS, InputNames.LANGUAGE_MASK, Modality.LANGUAGE.key());
    }
  }

  /** Erasing before reading, as the paper does, and not after it. */
  @Test
  void theIncompleteLanguageIsWhatBertMakesOfUnknownTokens() {
    try (Built built = new Built()) {
      int[][] erased = {{5, 100, 4, 6}, {7, 2, 0, 0}};
      Batch batch = sentences(built, IDS).batch(built.tf());
      float[][] values =
          built.values(
              batch.complete().get(Modality.LANGUAGE),
              ((Incomplete.Read) batch.incomplete().get(Modality.LANGUAGE)).features(),
              sentences(built, erased).features().get(Modality.LANGUAGE));
      assertThat(values[1]).isEqualTo(values[2]).isNotEqualTo(values[0]);
    }
  }

  @Test
  void stepsOfVectorsAreErasedByWhatIsKept() {
    try (Built built = new Built()) {
      Batch batch = sentences(built, IDS).batch(built.tf());
      Incomplete.Erased erased = (Incomplete.Erased) batch.incomplete().get(Modality.VISUAL);
      float[] kept = built.values(erased.keep())[0];
      assertThat(kept[0]).isZero();
      assertThat(Arrays.copyOfRange(kept, 1, kept.length)).containsOnly(1);
    }
  }
}
