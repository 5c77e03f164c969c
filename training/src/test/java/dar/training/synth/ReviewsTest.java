package dar.training.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo set, whose language is sentences. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewsTest {
  @TempDir static Path folder;
  private Dataset demo;

  @BeforeAll
  void write() {
    Synthetic.write(folder.resolve("demo"), SyntheticOptions.demo().withCounts(300, 20, 20), 1);
    demo = Dataset.open(folder.resolve("demo"));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    SyntheticOptions small = SyntheticOptions.demo().withCounts(8, 2, 2);
    Synthetic.write(folder.resolve("a"), small, 7);
    Synthetic.write(folder.resolve("b"), small, 7);
    Synthetic.write(folder.resolve("c"), small, 8);
    assertThat(Dataset.open(folder.resolve("a")).hash())
        .isEqualTo("386930ffbd64a8d6443da6c9960198ae51919a1ccad445abea439eb5c0969abd")
        .isEqualTo(Dataset.open(folder.resolve("b")).hash())
        .isNotEqualTo(Dataset.open(folder.resolve("c")).hash());
  }

  /** Without noise, the least factors give the first words and the largest the last. */
  @Test
  void wordsGoFromTheWorstToTheBest() {
    Reviews reviews = new Reviews(0);
    assertThat(review(reviews, -9))
        .contains("wful acting, stupid story and terrible music.")
        .contains("reezing weather, tiny crowd, morning show and silent sound.");
    assertThat(review(reviews, 0)).contains("ecent acting, simple story and fine music.");
    assertThat(review(reviews, 9)).contains("uperb acting, brilliant story and beautiful music.");
  }

  private static String review(Reviews reviews, double factor) {
    double[] common = {factor, factor, factor};
    double[] own = {factor, factor, factor, factor};
    return reviews.review(common, own, new Gaussian(1, "test"));
  }

  /** No sentence is cut, and each has its [CLS] and [SEP]. */
  @Test
  void everySentenceFits() {
    int longest = demo.tokens().orElseThrow().length();
    int[] lengths = new int[demo.size(Split.TRAIN)];
    int[] ids = new int[longest];
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] = demo.length(Split.TRAIN, Modality.LANGUAGE, row);
      demo.readTokens(Split.TRAIN, new int[] {row}, ids);
      assertThat(ids[0]).isEqualTo(101);
      assertThat(ids[lengths[row] - 2]).as("the full stop").isEqualTo(1012);
      assertThat(ids[lengths[row] - 1]).isEqualTo(102);
    }
    assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThanOrEqualTo(longest);
  }

  /** Reviews with the best words have positive labels, those with the worst negative ones. */
  @Test
  void wordsAgreeWithTheLabel() {
    float[] labels = demo.labels(Split.TRAIN);
    List<String> texts = demo.texts(Split.TRAIN);
    assertThat(mean(labels, texts, "superb acting")).isGreaterThan(0.5);
    assertThat(mean(labels, texts, "beautiful music")).isGreaterThan(0.5);
    assertThat(mean(labels, texts, "awful acting")).isLessThan(-0.5);
    assertThat(mean(labels, texts, "terrible music")).isLessThan(-0.5);
    assertThat(mean(labels, texts, "hot weather"))
        .isGreaterThan(mean(labels, texts, "freezing weather"));
  }

  private static double mean(float[] labels, List<String> texts, String phrase) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < labels.length; row++) {
      if (texts.get(row).toLowerCase(java.util.Locale.ROOT).contains(phrase)) {
        sum += labels[row];
        count++;
      }
    }
    assertThat(count).as(phrase).isPositive();
    return sum / count;
  }

  @Test
  void badOptionsAreNamed() {
    assertThatThrownBy(() -> new SyntheticSentences(36, 9, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("specificWidth: expected in [1, 8], for so many aspects have words, found 9");
    assertThatThrownBy(() -> new SyntheticSentences(36, 4, Double.NaN))
        .isInstanceOf(BadInputException.class)
        .hasMessage("viewNoise: expected at least 0, found NaN");
  }
}
