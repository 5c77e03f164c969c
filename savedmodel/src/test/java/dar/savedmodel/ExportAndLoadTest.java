package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What is exported comes back the same, and stays alive. */
class ExportAndLoadTest {
  private static final Offset<Float> SAME = Offset.offset(1e-6f);

  @TempDir private Path folder;

  /** The last one in parts. */
  @Test
  void predictsTheSameForAnyBatch() {
    try (SmallModel model = SmallModel.regression()) {
      model.export(folder.resolve("small/1"));
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("small/1"))) {
        assertThat(loaded.description()).isEqualTo(model.description());
        for (int batch : new int[] {1, 3, 64, 2000}) {
          Map<Modality, TFloat32> features = SmallModel.features(batch);
          assertThat(loaded.predict(SmallModel.named(features)))
              .hasSize(batch)
              .containsExactly(model.call("predict", SmallModel.named(features)), SAME);
          features.values().forEach(TFloat32::close);
        }
      }
    }
  }

  @Test
  void classProbabilitiesComeInOrder() {
    try (SmallModel model = new SmallModel(new Task.Classification(3), SmallModel.SHAPES)) {
      model.export(folder.resolve("1"));
      Map<Modality, TFloat32> features = SmallModel.features(4);
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("1"))) {
        assertThat(loaded.description().task()).isEqualTo(new Task.Classification(3));
        assertThat(loaded.predict(SmallModel.named(features)))
            .hasSize(12)
            .containsExactly(model.call("predict", SmallModel.named(features)), SAME);
      }
      features.values().forEach(TFloat32::close);
    }
  }

  @Test
  void aModalityNotGivenIsMissing() {
    try (SmallModel model = SmallModel.regression();
        TFloat32 language = SmallModel.gaussian(1, 2, 4, 3);
        TFloat32 noVisual = zeros(2, SmallModel.SHAPES.get(Modality.VISUAL));
        TFloat32 noAcoustic = zeros(2, SmallModel.SHAPES.get(Modality.ACOUSTIC))) {
      model.export(folder.resolve("1"));
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("1"))) {
        assertThat(loaded.predict(Map.of("language", language)))
            .containsExactly(
                loaded.predict(
                    Map.of(
                        "language", language,
                        "visual", noVisual,
                        "acoustic", noAcoustic)),
                SAME);
      }
    }
  }

  @Test
  void aModalityThatTheDataLackedIsNotDescribed() {
    Map<Modality, ModalityShape> two =
        Map.of(
            Modality.LANGUAGE, new ModalityShape(4, 3), Modality.VISUAL, new ModalityShape(5, 2));
    try (SmallModel model = new SmallModel(new Task.Regression(), two);
        TFloat32 language = SmallModel.gaussian(1, 2, 4, 3)) {
      model.export(folder.resolve("1"));
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("1"))) {
        assertThat(loaded.description().shapes()).isEqualTo(two);
        assertThat(loaded.predict(Map.of("language", language))).hasSize(2);
      }
    }
  }

  private static TFloat32 zeros(long batch, ModalityShape shape) {
    return TFloat32.tensorOf(
        Shape.of(batch, shape.length(), shape.width()),
        DataBuffers.of(new float[(int) batch * shape.length() * shape.width()]));
  }

  @Test
  void theOriginalIsLeftAloneWhileTheLoadedOneTrains() {
    Map<Modality, TFloat32> features = SmallModel.features(6);
    try (SmallModel model = SmallModel.regression();
        TFloat32 labels = SmallModel.gaussian(9, 6)) {
      model.export(folder.resolve("1"));
      Map<String, Tensor> batch = SmallModel.named(features);
      batch.put("labels", labels);
      float before = model.call("evaluate", batch)[0];
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("1"))) {
        for (int i = 0; i < 5; i++) {
          float loss = loss(loaded, "train", batch);
          assertThat(model.call("evaluate", batch)[0]).isEqualTo(before);
          if (i == 0) {
            assertThat(loss).isCloseTo(before, Offset.offset(1e-5f));
          }
        }
        assertThat(loss(loaded, "evaluate", batch)).isLessThan(before);
        for (int i = 0; i < 5; i++) {
          model.call("train", batch);
        }
        assertThat(loss(loaded, "evaluate", batch))
            .isCloseTo(model.call("evaluate", batch)[0], Offset.offset(1e-5f));
      }
    } finally {
      features.values().forEach(TFloat32::close);
    }
  }

  @Test
  void aTrainedOneIsExportedAgainAndMoved() throws IOException {
    Map<Modality, TFloat32> features = SmallModel.features(6);
    try (TFloat32 labels = SmallModel.gaussian(9, 6)) {
      Map<String, Tensor> batch = SmallModel.named(features);
      batch.put("labels", labels);
      try (SmallModel model = SmallModel.regression()) {
        model.export(folder.resolve("small/1"));
      }
      float[] expected;
      try (LoadedModel loaded = LoadedModel.load(folder.resolve("small/1"))) {
        loss(loaded, "train", batch);
        expected = loaded.predict(SmallModel.named(features));
        loaded.export(folder.resolve("small/2"));
      }
      Files.move(folder.resolve("small"), folder.resolve("moved"));
      try (LoadedModel again = LoadedModel.load(folder.resolve("moved/2"));
          LoadedModel first = LoadedModel.load(folder.resolve("moved/1"))) {
        assertThat(again.predict(SmallModel.named(features))).containsExactly(expected, SAME);
        assertThat(first.predict(SmallModel.named(features))).isNotEqualTo(expected);
        loss(again, "train", batch);
      }
    } finally {
      features.values().forEach(TFloat32::close);
    }
  }

  private static float loss(LoadedModel model, String signature, Map<String, Tensor> batch) {
    try (Result result = model.call(signature, batch)) {
      return SmallModel.floats(result.get("loss").orElseThrow())[0];
    }
  }
}
