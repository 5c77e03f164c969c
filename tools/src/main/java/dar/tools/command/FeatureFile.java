package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.NpyMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The features of one modality of an utterance, [T, d], from a NumPy file. */
record FeatureFile(Modality modality, Path file, NpyMatrix features) {

  static FeatureFile read(Modality modality, Path file) {
    try {
      NpyMatrix features = NpyMatrix.read(file);
      for (float value : features.values()) {
        if (!Float.isFinite(value)) {
          throw new BadInputException(
              "%s: expected finite numbers, found %s".formatted(file, value));
        }
      }
      return new FeatureFile(modality, file, features);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected to read it, found %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What a model takes: the first T steps, or all and zeros behind them, [T, d] flat. */
  float[] steps(ModalityShape shape) {
    if (features.width() != shape.width()) {
      throw new BadInputException(
          "%s: expected %d %s features a step as the model takes, found %d"
              .formatted(file, shape.width(), modality.key(), features.width()));
    }
    return Arrays.copyOf(features.values(), shape.length() * shape.width());
  }
}
