package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.savedmodel.serving.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** A model for prediction only predicts as the whole one does. */
class SlimTest {
  private static final Offset<Float> SAME = Offset.offset(1e-6f);

  @TempDir private Path folder;

  static List<Task> tasks() {
    return List.of(new Task.Regression(), new Task.Classification(3));
  }

  private void export(Task task) {
    try (SmallModel model = new SmallModel(task, SmallModel.SHAPES)) {
      model.export(folder.resolve("whole/1"));
    }
    try (LoadedModel whole = LoadedModel.load(folder.resolve("whole/1"))) {
      whole.exportSlim(folder.resolve("slim/1"));
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void predictsTheSame(Task task) {
    export(task);
    for (int batch : new int[] {1, 7}) {
      Map<Modality, TFloat32> features = SmallModel.features(batch);
      try (LoadedModel whole = LoadedModel.load(folder.resolve("whole/1"));
          LoadedModel slim = LoadedModel.load(folder.resolve("slim/1"));
          TString examples = Examples.tensor(Examples.of(SmallModel.named(features)))) {
        assertThat(slim.description()).isEqualTo(whole.description());
        assertThat(slim.predict(SmallModel.named(features)))
            .containsExactly(whole.predict(SmallModel.named(features)), SAME);
        assertThat(scores(slim, examples)).containsExactly(scores(whole, examples), SAME);
      }
      features.values().forEach(TFloat32::close);
    }
  }

  private static float[] scores(LoadedModel model, TString examples) {
    try (Result result = model.call("classify", Map.of("inputs", examples))) {
      return SmallModel.floats(result.get("scores").orElseThrow());
    }
  }

  @Test
  void holdsNothingButPrediction() {
    export(new Task.Regression());
    MetaGraphDef slim = SavedModelFolder.read(folder.resolve("slim/1")).metaGraph();
    MetaGraphDef whole = SavedModelFolder.read(folder.resolve("whole/1")).metaGraph();
    assertThat(slim.getSignatureDefMap())
        .containsOnlyKeys("serving_default", "predict", "classify", "regress");
    assertThat(slim.getSignatureDefMap().entrySet())
        .isSubsetOf(whole.getSignatureDefMap().entrySet());
    assertThat(slim.getGraphDef().getNodeList())
        .extracting(NodeDef::getOp)
        .doesNotContain("VarHandleOp", "ReadVariableOp", "AssignVariableOp", "RestoreV2");
    assertThat(slim.getGraphDef().getNodeCount())
        .isLessThan(whole.getGraphDef().getNodeCount() / 2);
    assertThat(slim.hasSaverDef()).isFalse();
    assertThat(folder.resolve("slim/1/variables")).doesNotExist();
    try (LoadedModel loaded = LoadedModel.load(folder.resolve("slim/1"))) {
      assertThatThrownBy(() -> loaded.call("train", Map.of()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("expected one of [classify, predict, regress, serving_default]");
    }
  }

  @Test
  void isExportedAgain() throws IOException {
    export(new Task.Regression());
    try (LoadedModel slim = LoadedModel.load(folder.resolve("slim/1"))) {
      slim.export(folder.resolve("slim/2"));
      slim.exportSlim(folder.resolve("slim/3"));
    }
    for (String file : List.of("saved_model.pb", "assets.extra/tf_serving_warmup_requests")) {
      byte[] first = Files.readAllBytes(folder.resolve("slim/1").resolve(file));
      assertThat(folder.resolve("slim/2").resolve(file)).hasBinaryContent(first);
      assertThat(folder.resolve("slim/3").resolve(file)).exists();
    }
  }
}
