package dar.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Inputs;
import dar.graph.input.BertShape;
import dar.graph.input.Hyperparameters;
import dar.graph.input.InputNames;
import dar.graph.input.LanguageModel;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.step.StepOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/** Training a model whose language a BERT reads, frozen and fine-tuned. */
class SentenceProgramsTest {
  private static final int BATCH = 6;
  private static final int TOKENS = 7;
  private static final int STEPS = 5;
  private static final double RATE = 1e-3;
  private static final double SHARE = 0.2;
  private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

  private static ModelSpec spec(boolean fineTuned) {
    Map<Modality, ModalityShape> others =
        Map.of(
            Modality.VISUAL, new ModalityShape(STEPS, 3),
            Modality.ACOUSTIC, new ModalityShape(STEPS, 2));
    BertShape bert = new BertShape(120, 8, 2, 2, 12, TOKENS, 2, 1e-12);
    return new ModelSpec(
            others, new Task.Regression(), new Hyperparameters(3, 8, 2, 12, 1, 1, 4, 0.1))
        .reading(new LanguageModel(bert, fineTuned), TOKENS);
  }

  private static StepOptions options(double decay) {
    Configuration.Optimizer optimizer = new Configuration.Optimizer(RATE, 1e-4, 0.1, 1, 1e-3, 1);
    Configuration plain = Configuration.DEFAULT;
    return new Configuration(
            plain.seed(),
            plain.model(),
            new Configuration.Language("minilm", true, RATE * SHARE, decay),
            plain.loss(),
            plain.missing(),
            optimizer,
            plain.training())
        .step(Schedule.constant(RATE));
  }

  /** Sentences of all lengths, one without any token; a third of all is erased. */
  private static HostBatch batch() {
    Random random = new Random(5);
    Map<String, Tensor> inputs = new LinkedHashMap<>(sentences(random));
    for (Modality m : Modality.values()) {
      int steps = m == Modality.LANGUAGE ? TOKENS : STEPS;
      if (m != Modality.LANGUAGE) {
        inputs.put(
            m.key(), RandomTensors.gaussian(random, BATCH, STEPS, m == Modality.VISUAL ? 3 : 2));
      }
      boolean[] keep = new boolean[BATCH * steps];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = random.nextFloat() > 0.3;
      }
      inputs.put(InputNames.keep(m), TBool.tensorOf(Shape.of(BATCH, steps), DataBuffers.of(keep)));
    }
    inputs.put(InputNames.LABELS, RandomTensors.gaussian(random, BATCH));
    return new HostBatch(inputs);
  }

  private static Map<String, Tensor> sentences(Random random) {
    int[] ids = new int[BATCH * TOKENS];
    int[] mask = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (i % TOKENS < i / TOKENS) { // row 0 is empty
        ids[i] = 101 + random.nextInt(19);
        mask[i] = 1;
      }
    }
    Shape shape = Shape.of(BATCH, TOKENS);
    return Map.of(
        InputNames.LANGUAGE_IDS, TInt32.tensorOf(shape, DataBuffers.of(ids)),
        InputNames.LANGUAGE_MASK, TInt32.tensorOf(shape, DataBuffers.of(mask)));
  }

  private static float[] read(Program program) {
    try (HostBatch tokens = new HostBatch(sentences(new Random(5)))) {
      return program.read(tokens.inputs());
    }
  }

  /** The second step rests on the gradients of the first. */
  /** AddN adds three and more in an order that depends on timing: no run could be repeated. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noSumHasAnOrderOfItsOwn(boolean fineTuned) {
    try (GraphProgram program = new GraphProgram(spec(fineTuned), options(1), 0)) {
      assertThat(program.graph().operations())
          .toIterable()
          .filteredOn(op -> op.type().equals("AddN"))
          .isNotEmpty()
          .allSatisfy(sum -> assertThat(sum.numInputs()).isEqualTo(2));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eagerAndGraphTakeTheSameSteps(boolean fineTuned) {
    try (GraphProgram graph = new GraphProgram(spec(fineTuned), options(0.5), 2);
        EagerProgram eager = new EagerProgram(spec(fineTuned), options(0.5), 2);
        HostBatch batch = batch()) {
      float[] before = read(graph);
      assertThat(read(eager)).containsExactly(before, CLOSE);
      for (int step = 0; step < 2; step++) {
        Map<String, Float> expected = graph.step(batch);
        Map<String, Float> found = eager.step(batch);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
            (name, loss) -> assertThat(found.get(name)).as(name).isFinite().isCloseTo(loss, CLOSE));
      }
      assertThat(read(eager)).containsExactly(read(graph), CLOSE);
      if (fineTuned) {
        assertThat(read(graph)).isNotEqualTo(before);
      } else {
        assertThat(read(graph)).isEqualTo(before);
      }
    }
  }

  @Test
  void aFrozenBertDoesNotMove() {
    largestMoves(false, 1).forEach((name, move) -> assertThat(move).as(name).isZero());
  }

  /**
   * 1, 1/2 and 1/4 of the top layer's rate for the top layer, the one below, and the embeddings.
   */
  @Test
  void lowerLayersMoveLess() {
    Map<String, Double> moves = largestMoves(true, 0.5);
    assertThat(moves).hasSize(5 + 2 * 16);
    moves.forEach(
        (name, move) ->
            assertMovedBy(
                name,
                move,
                name.contains("/layer_1/") ? 1 : name.contains("/layer_0/") ? 0.5 : 0.25));
  }

  @Test
  void withoutDecayAllLayersMoveAlike() {
    largestMoves(true, 1).forEach((name, move) -> assertMovedBy(name, move, 1));
  }

  /**
   * Adam's first move of a parameter is its rate, whatever its gradient; but those of queries and
   * keys are so small here, where attention is almost uniform, that Adam's epsilon counts.
   */
  private static void assertMovedBy(String name, double move, double factor) {
    double rate = RATE * SHARE * factor;
    if (name.contains("/query/") || name.contains("/key/")) {
      assertThat(move).as(name).isLessThan(1.03 * rate);
    } else {
      assertThat(move).as(name).isCloseTo(rate, Percentage.withPercentage(3));
    }
  }

  /** How far one step moves BERT's variables. */
  private static Map<String, Double> largestMoves(boolean fineTuned, double decay) {
    try (GraphProgram program = new GraphProgram(spec(fineTuned), options(decay), 2);
        HostBatch batch = batch()) {
      Map<String, float[]> before =
          Fetched.variables(program, name -> name.startsWith(Inputs.BERT + "/"));
      program.step(batch);
      Map<String, float[]> after =
          Fetched.variables(program, name -> name.startsWith(Inputs.BERT + "/"));
      Map<String, Double> moves = new LinkedHashMap<>();
      before.forEach(
          (name, values) -> {
            double largest = 0;
            for (int i = 0; i < values.length; i++) {
              largest = Math.max(largest, Math.abs((double) after.get(name)[i] - values[i]));
            }
            moves.put(name, largest);
          });
      return moves;
    }
  }
}
