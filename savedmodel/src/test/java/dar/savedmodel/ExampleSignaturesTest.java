package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.savedmodel.serving.Examples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FloatList;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** {@code classify} and {@code regress} say of examples what {@code serving_default} says. */
class ExampleSignaturesTest {
  private static final Offset<Float> SAME = Offset.offset(1e-6f);

  @TempDir private Path folder;

  private final Map<Modality, TFloat32> features = SmallModel.features(5);
  private final List<Example> examples = Examples.of(SmallModel.named(features));

  @AfterEach
  void close() {
    features.values().forEach(TFloat32::close);
  }

  private LoadedModel exported(Task task) {
    try (SmallModel model = new SmallModel(task, SmallModel.SHAPES)) {
      model.export(folder.resolve("1"));
    }
    return LoadedModel.load(folder.resolve("1"));
  }

  @Test
  void regressGivesIntensities() {
    try (LoadedModel model = exported(new Task.Regression())) {
      float[] expected = model.predict(SmallModel.named(features));
      assertThat(floats(model, "regress", "outputs", examples)).containsExactly(expected, SAME);
      assertThat(floats(model, "regress", "outputs", examples.subList(1, 2)))
          .containsExactly(new float[] {expected[1]}, SAME);
    }
  }

  /** Labels lie in [-3, 3]: 0.6 is a fifth of the way from the middle to the end. */
  @Test
  void classifyOfAnIntensityTellsTheSign() {
    try (LoadedModel model = exported(new Task.Regression())) {
      float[] y = model.predict(SmallModel.named(features));
      float[] scores = floats(model, "classify", "scores", examples);
      assertThat(scores).hasSize(2 * y.length);
      for (int i = 0; i < y.length; i++) {
        float place = Math.max(-1, Math.min(1, y[i] / 3));
        assertThat(scores[2 * i + 1]).isCloseTo((1 + place) / 2, SAME);
        assertThat(scores[2 * i]).isCloseTo((1 - place) / 2, SAME);
        assertThat(scores[2 * i + 1] > scores[2 * i]).isEqualTo(y[i] > 0);
      }
      assertThat(classes(model, examples.subList(0, 2)))
          .containsExactly("negative", "positive", "negative", "positive");
    }
  }

  @Test
  void classifyOfClassesGivesTheirProbabilities() {
    try (LoadedModel model = exported(new Task.Classification(3))) {
      assertThat(floats(model, "classify", "scores", examples))
          .containsExactly(model.predict(SmallModel.named(features)), SAME);
      assertThat(classes(model, examples.subList(0, 1))).containsExactly("0", "1", "2");
      assertThatThrownBy(() -> floats(model, "regress", "outputs", examples))
          .hasMessageContaining("found regress"); // classes have no intensity
    }
  }

  @Test
  void aFeatureThatIsNotThereIsAModalityThatIsMissing() {
    try (LoadedModel model = exported(new Task.Regression())) {
      List<Example> visual = examples.stream().map(e -> only(e, Set.of("visual"))).toList();
      assertThat(floats(model, "regress", "outputs", visual))
          .containsExactly(model.predict(Map.of("visual", features.get(Modality.VISUAL))), SAME);
      List<Example> mixed = new ArrayList<>(visual);
      mixed.set(1, examples.get(1));
      assertThat(floats(model, "regress", "outputs", mixed)[1])
          .isCloseTo(model.predict(SmallModel.named(features))[1], SAME);
    }
  }

  private static Example only(Example example, Set<String> names) {
    Example.Builder less = example.toBuilder();
    example.getFeatures().getFeatureMap().keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(less.getFeaturesBuilder()::removeFeature);
    return less.build();
  }

  @Test
  void aFeatureOfAnotherSizeIsRefused() {
    Example.Builder few = examples.get(0).toBuilder();
    few.getFeaturesBuilder()
        .putFeature(
            "visual",
            Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(1)).build());
    try (LoadedModel model = exported(new Task.Regression())) {
      assertThatThrownBy(() -> floats(model, "regress", "outputs", List.of(few.build())))
          .hasMessageContaining("Key: visual");
    }
  }

  private static float[] floats(
      LoadedModel model, String signature, String output, List<Example> examples) {
    try (TString serialized = Examples.tensor(examples);
        Result result = model.call(signature, Map.of("inputs", serialized))) {
      return SmallModel.floats(result.get(output).orElseThrow());
    }
  }

  private static List<String> classes(LoadedModel model, List<Example> examples) {
    try (TString serialized = Examples.tensor(examples);
        Result result = model.call("classify", Map.of("inputs", serialized))) {
      List<String> names = new ArrayList<>();
      ((TString) result.get("classes").orElseThrow())
          .scalars()
          .forEach(n -> names.add(n.getObject()));
      return names;
    }
  }
}
