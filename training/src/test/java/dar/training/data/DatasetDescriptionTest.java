package dar.training.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetDescriptionTest {
  private static final Task REGRESSION = new Task.Regression();
  private static final Map<Modality, ModalityShape> VISUAL =
      Map.of(Modality.VISUAL, new ModalityShape(5, 3));
  private static final Optional<TokenShape> TOKENS = Optional.of(new TokenShape(50, 30522));
  private static final DatasetDescription SET =
      new DatasetDescription(
          "set",
          REGRESSION,
          -1,
          1,
          VISUAL,
          TOKENS,
          Map.of(Split.TRAIN, 1, Split.VALID, 1, Split.TEST, 1),
          "");

  /** What differs first is told in words. */
  @Test
  void dataThatAModelCannotRead() {
    assertThatCode(() -> SET.requireFits(REGRESSION, VISUAL, TOKENS)).doesNotThrowAnyException();
    assertRefused(
        new Task.Classification(3),
        VISUAL,
        TOKENS,
        "task: expected classification into 3 classes as the model was trained on, found"
            + " regression");
    assertRefused(
        REGRESSION,
        Map.of(Modality.VISUAL, new ModalityShape(7, 3)),
        TOKENS,
        "visual: expected 7 steps of 3 features as the model was trained on, found 5 steps of 3"
            + " features");
    assertRefused(
        REGRESSION,
        Map.of(),
        TOKENS,
        "visual: expected none as the model was trained on, found 5 steps of 3 features");
    assertRefused(
        REGRESSION,
        Map.of(
            Modality.VISUAL, VISUAL.get(Modality.VISUAL), Modality.ACOUSTIC, ModalityShape.ABSENT),
        TOKENS,
        "acoustic: expected 1 steps of 1 features as the model was trained on, found none");
    assertRefused(
        REGRESSION,
        VISUAL,
        Optional.of(new TokenShape(40, 30522)),
        "language: expected 40 tokens of a vocabulary of 30522 as the model was trained on, found"
            + " 50 tokens of a vocabulary of 30522");
  }

  private static void assertRefused(
      Task task,
      Map<Modality, ModalityShape> modalities,
      Optional<TokenShape> tokens,
      String message) {
    assertThatThrownBy(() -> SET.requireFits(task, modalities, tokens))
        .isInstanceOf(BadInputException.class)
        .hasMessage("set: " + message);
  }
}
