package dar.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Task REGRESSION = new Task.Regression();

  private static Selection of(String... names) {
    return new Selection(List.of(names));
  }

  private static Selection read(String setting) {
    return ConfigurationFile.resolve("default", Optional.empty(), List.of(setting))
        .training()
        .select();
  }

  @Test
  void theLossIsAlwaysThereAndOrderDoesNotMatter() {
    assertThat(Selection.BY_LOSS).isEqualTo(of("Loss"));
    assertThat(Selection.BY_LOSS.metrics(REGRESSION)).isEmpty();
    assertThat(of("Corr", "MAE", "Corr").names()).containsExactly("Loss", "MAE", "Corr");
    assertThat(of("Corr", "Loss", "MAE").metrics(REGRESSION)).containsExactly("MAE", "Corr");
  }

  @Test
  void allAreThoseOfTheTask() {
    assertThat(of("MAE", "all").names()).containsExactly("all");
    assertThat(of("all").metrics(REGRESSION))
        .containsExactly(
            "Has0_acc_2",
            "Has0_F1_score",
            "Non0_acc_2",
            "Non0_F1_score",
            "Mult_acc_5",
            "Mult_acc_7",
            "MAE",
            "Corr");
    assertThat(of("all").metrics(new Task.Classification(4))).containsExactly("Acc", "F1_score");
    assertThat(of("all").metrics(new Task.Classification(3))).hasSize(6).contains("Non0_acc_2");
  }

  @Test
  void isReadFromAListOrWordsWithCommas() {
    assertThat(read("training.select=[Corr, MAE]")).isEqualTo(of("MAE", "Corr"));
    assertThat(read("training.select=MAE,Corr")).isEqualTo(of("MAE", "Corr"));
    assertThat(read("training.select=all")).isEqualTo(of("all"));
  }

  @Test
  void anotherNameIsRefused() {
    assertThatThrownBy(() -> read("training.select=MAE,accuracy"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "training.select: expected of all, Loss, Has0_acc_2, Has0_F1_score, Non0_acc_2,"
                + " Non0_F1_score, Mult_acc_5, Mult_acc_7, MAE, Corr, Acc, F1_score, found accuracy");
    assertThatThrownBy(() -> read("training.select=3")).hasMessageContaining("expected a list");
    assertThatThrownBy(() -> of("Corr").metrics(new Task.Classification(3)))
        .hasMessageContaining("expected metrics of the data's task");
  }

  @Test
  void aSmallerErrorIsBetterAndALargerAnythingElse() {
    assertThat(Selection.isBetter("MAE", 1, 2)).isTrue();
    assertThat(Selection.isBetter("MAE", 2, 2)).isFalse();
    assertThat(Selection.isBetter("Corr", 0.5, 0.4)).isTrue();
    assertThat(Selection.isBetter("Corr", Double.NaN, 0.4)).isFalse();
    assertThat(Selection.isBetter("MAE", Double.NaN, 2)).isFalse();
  }
}
