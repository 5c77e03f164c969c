package dar.training.table;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyMatrix;
import dar.training.data.NpyWriter;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of one modality: shorter ones are padded with zeros behind, longer ones cut. */
final class FeatureFiles {
  private final TableText table;
  private final Modality modality;
  private final ModalityShape shape;
  private long cleaned;
  private int clamped;

  private FeatureFiles(TableText table, Modality modality, ModalityShape shape) {
    this.table = table;
    this.modality = modality;
    this.shape = shape;
  }

  /** Looks at all files of a modality; empty where no sample has a step of it. */
  static Optional<FeatureFiles> of(
      TableText table, Modality modality, List<Row> rows, TableOptions options) throws IOException {
    int longest = 0;
    int width = 0;
    int widthLine = 0;
    for (Row row : rows) {
      Path file = row.files().get(modality);
      if (file == null) {
        continue;
      }
      NpyMatrix header = header(table, modality, row, file);
      if (width != 0 && header.width() != width) {
        throw table.error(
            row.line(),
            modality.key(),
            "%d features a step, as in line %d".formatted(width, widthLine),
            Integer.toString(header.width()));
      }
      if (width == 0) {
        width = header.width();
        widthLine = row.line();
      }
      longest = Math.max(longest, header.rows());
    }
    if (longest == 0) {
      return Optional.empty();
    }
    int steps = options.lengths().getOrDefault(modality, longest);
    if (steps > NpyMatrix.MOST_VALUES / width) {
      throw new BadInputException(
          "%s: %s length: expected at most %d values, found %d x %d"
              .formatted(table.file(), modality.key(), NpyMatrix.MOST_VALUES, steps, width));
    }
    return Optional.of(new FeatureFiles(table, modality, new ModalityShape(steps, width)));
  }

  private static NpyMatrix header(TableText table, Modality modality, Row row, Path file)
      throws IOException {
    try {
      return NpyMatrix.header(file);
    } catch (BadInputException e) {
      throw at(table, modality, row, e);
    }
  }

  private static BadInputException at(
      TableText table, Modality modality, Row row, BadInputException cause) {
    return new BadInputException(
        "%s: line %d: %s: %s"
            .formatted(table.file(), row.line(), modality.key(), cause.getMessage()),
        cause);
  }

  ModalityShape shape() {
    return shape;
  }

  /** How many values were not finite and became 0. */
  long cleaned() {
    return cleaned;
  }

  /** How many samples were cut. */
  int clamped() {
    return clamped;
  }

  /** Writes the features of a split and tells how many steps each sample has, [N]. */
  int[] write(List<Row> rows, DatasetWriter writer, Split split) throws IOException {
    int[] lengths = new int[rows.size()];
    float[] sample = new float[Math.multiplyExact(shape.length(), shape.width())];
    try (NpyWriter out = writer.features(split, modality)) {
      for (int i = 0; i < lengths.length; i++) {
        Arrays.fill(sample, 0);
        if (rows.get(i).files().containsKey(modality)) {
          lengths[i] = fill(rows.get(i), sample);
        }
        out.append(sample, sample.length);
      }
    }
    return lengths;
  }

  private int fill(Row row, float[] sample) throws IOException {
    NpyMatrix features = read(row);
    int steps = Math.min(features.rows(), shape.length());
    clamped += features.rows() > steps ? 1 : 0;
    for (int i = 0; i < steps * shape.width(); i++) {
      boolean finite = Float.isFinite(features.values()[i]);
      sample[i] = finite ? features.values()[i] : 0;
      cleaned += finite ? 0 : 1;
    }
    return steps;
  }

  private NpyMatrix read(Row row) throws IOException {
    NpyMatrix features;
    try {
      features = NpyMatrix.read(row.files().get(modality));
    } catch (BadInputException e) {
      throw at(table, modality, row, e);
    }
    if (features.width() != shape.width()) {
      throw table.error(row.line(), modality.key(), "a file at rest", "one that changed");
    }
    return features;
  }
}
