package dar.training.tfrecord;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyWriter;
import dar.training.data.Samples;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A set without language, with what real ones have: padding that is not zero, texts of all sorts.
 */
final class OddSet {
  static final int STEPS = 3;
  static final int WIDTH = 2;

  private static final float[][] VISUAL = {
    {1, 2, 3, 4, 5, 6}, // whole
    {1, 2, 0, 0, 0, 0}, // one step
    {1, 2, 0, 0, 0, 7}, // one step, and a number in its padding
    {0, 0, 0, 0, -0f, Float.MIN_VALUE}, // of no length at all
    {0, 0, 0, 0, 0, 0}, // of two steps that are zero
  };
  private static final int[] LENGTHS = {3, 1, 1, 0, 2};

  private OddSet() {}

  static Dataset write(Path folder) throws IOException {
    Map<Modality, ModalityShape> shapes = Map.of(Modality.VISUAL, new ModalityShape(STEPS, WIDTH));
    try (DatasetWriter writer = DatasetWriter.create(folder, shapes)) {
      for (Split split : Split.values()) {
        try (NpyWriter visual = writer.features(split, Modality.VISUAL)) {
          for (float[] sample : VISUAL) {
            visual.append(sample, sample.length);
          }
        }
        writer.samples(
            split,
            new Samples(
                Map.of(Modality.VISUAL, LENGTHS),
                new float[] {0, 1, 2, 1, 0},
                List.of("a", "a", "Ω", "", "e"),
                List.of("", "two\nlines", "\uD83D\uDE00 \u0000", "d", "e")));
      }
      writer.finish("odd", new Task.Classification(3), 0, 2, "made");
    }
    return Dataset.open(folder);
  }
}
