package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;

/**
 * {@code earlier.zip}: the predictions of {@link SmallModel}, exported when there were no
 * signatures for examples, no requests to warm up with and no labels.
 */
class EarlierVersionTest {
  /** What it predicted then. */
  private static final float[] PREDICTIONS = {-0.14046766f, 0.031915545f, -0.051073615f};

  private static final Offset<Float> SAME = Offset.offset(1e-6f);

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream file = EarlierVersionTest.class.getResourceAsStream("earlier.zip");
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve("earlier/1").resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip, target);
      }
    }
  }

  @Test
  void stillPredicts() {
    assertPredicts("earlier/1");
  }

  @Test
  void isExportedAgain() {
    try (LoadedModel model = LoadedModel.load(folder.resolve("earlier/1"))) {
      model.export(folder.resolve("earlier/2"));
      model.exportSlim(folder.resolve("earlier/3"));
    }
    assertPredicts("earlier/2");
    assertPredicts("earlier/3");
  }

  private void assertPredicts(String name) {
    Map<Modality, TFloat32> features = SmallModel.features(3);
    try (LoadedModel model = LoadedModel.load(folder.resolve(name))) {
      assertThat(model.predict(SmallModel.named(features))).containsExactly(PREDICTIONS, SAME);
    }
    features.values().forEach(TFloat32::close);
  }
}
