package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.training.data.DatasetDescription;
import dar.training.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfusionTest {

  private static DatasetDescription description(Task task) {
    return new DatasetDescription(
        "set",
        task,
        -3,
        3,
        Map.of(Modality.VISUAL, new ModalityShape(2, 1)),
        Optional.empty(),
        Map.of(Split.TRAIN, 1, Split.VALID, 1, Split.TEST, 1),
        "");
  }

  /** Halves go to the even number: 2.5 to 2, -0.5 to 0, 1.5 to 2. */
  @Test
  void intensities() {
    float[] labels = {-3, 2.5f, 2.5f, -0.5f, 0.6f};
    float[] predictions = {-17, 1.5f, 3.4f, 0.2f, 1};
    Confusion confusion =
        Confusion.of(0.5, description(new Task.Regression()), labels, predictions);
    assertThat(confusion.rate()).isEqualTo(0.5);
    assertThat(confusion.classes()).containsExactly("-3", "-2", "-1", "0", "1", "2", "3");
    assertThat(confusion.counts())
        .containsExactly(
            List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L),
            List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L),
            List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L),
            List.of(0L, 0L, 0L, 1L, 0L, 0L, 0L),
            List.of(0L, 0L, 0L, 0L, 1L, 0L, 0L),
            List.of(0L, 0L, 0L, 0L, 0L, 1L, 1L),
            List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L));
  }

  @Test
  void classes() {
    float[] labels = {0, 2, 2};
    float[] probabilities = {0.4f, 0.4f, 0.2f, 0.1f, 0.2f, 0.7f, 0.1f, 0.8f, 0.1f};
    Confusion confusion =
        Confusion.of(0, description(new Task.Classification(3)), labels, probabilities);
    assertThat(confusion.classes()).containsExactly("0", "1", "2");
    assertThat(confusion.counts())
        .containsExactly(List.of(1L, 0L, 0L), List.of(0L, 0L, 0L), List.of(0L, 1L, 1L));
  }
}
