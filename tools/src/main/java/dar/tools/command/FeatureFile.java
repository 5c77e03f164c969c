package dar.tools.command;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import java.nio.file.Path;

record FeatureFile(Modality modality, Path file) {
  static FeatureFile read(Modality m, Path file) {
    return new FeatureFile(m, file);
  }

  float[] steps(ModalityShape shape) {
    return new float[shape.length() * shape.width()];
  }
}
