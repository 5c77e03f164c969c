package dar.training.pickle;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyWriter;
import dar.training.data.Split;
import java.io.IOException;

/** The second pass: one array of the pickle becomes one file of the dataset. */
final class FeatureCopy {
  private FeatureCopy() {}

  /** Copies an array and tells how many values were not finite and became 0. */
  static long copy(
      PickleFile file, NumpyArray array, DatasetWriter writer, Split split, Modality modality)
      throws IOException {
    RowReader reader = new RowReader(file, array);
    long[] cleaned = {0};
    try (NpyWriter out = writer.features(split, modality)) {
      reader.forEachSlab(
          (first, rows, values) -> {
            int count = rows * reader.rowLength();
            for (int i = 0; i < count; i++) {
              if (!Float.isFinite(values[i])) {
                values[i] = 0;
                cleaned[0]++;
              }
            }
            out.append(values, count);
          });
    }
    return cleaned[0];
  }

  /** Writes zeros for a split that lacks a modality which another split has. */
  static void zeros(
      DatasetWriter writer, Split split, Modality modality, ModalityShape shape, int count)
      throws IOException {
    float[] step = new float[shape.width()];
    try (NpyWriter out = writer.features(split, modality)) {
      for (long left = (long) count * shape.length(); left > 0; left--) {
        out.append(step, step.length);
      }
    }
  }
}
