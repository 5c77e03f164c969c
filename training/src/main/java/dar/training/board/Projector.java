package dar.training.board;

import dar.graph.file.FileFailure;
import dar.graph.file.WholeFile;
import dar.graph.input.Modality;
import dar.training.evaluate.EmbeddedSamples;
import dar.training.evaluate.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that TensorBoard's projector reads: a row a sample, modality and kind of {@code
 * features.tsv}, what it is in {@code metadata.tsv}, and {@code projector_config.pbtxt}, which
 * names both. An event file in it makes TensorBoard find it.
 */
final class Projector {
  private static final String FEATURES = "features.tsv";
  private static final String METADATA = "metadata.tsv";
  private static final String CONFIG =
      """
      embeddings {
        tensor_name: "features"
        tensor_path: "%s"
        metadata_path: "%s"
      }
      """
          .formatted(FEATURES, METADATA);

  private Projector() {}

  static void write(Path folder, EmbeddedSamples samples) {
    if (!hasEvents(folder)) {
      EventFile.in(folder, Clock.systemUTC()).close();
    }
    WholeFile.write(
        folder.resolve(FEATURES),
        (file) -> {
          try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Modality m : Modality.values()) {
              for (Kind kind : Kind.values()) {
                for (double[] feature : samples.features().get(m).get(kind)) {
                  out.write(row(feature));
                }
              }
            }
          }
        });
    WholeFile.write(folder.resolve(METADATA), metadata(samples));
    WholeFile.write(folder.resolve("projector_config.pbtxt"), CONFIG);
  }

  private static boolean hasEvents(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().contains("tfevents"));
    } catch (IOException e) {
      throw FileFailure.of(folder, e);
    }
  }

  private static String row(double[] feature) {
    return Arrays.stream(feature)
        .mapToObj(value -> Float.toString((float) value))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  private static String metadata(EmbeddedSamples samples) {
    StringBuilder rows = new StringBuilder("modality\tkind\tlabel\tid\n");
    for (Modality m : Modality.values()) {
      for (Kind kind : Kind.values()) {
        for (int i = 0; i < samples.ids().size(); i++) {
          rows.append(
              String.format(
                  Locale.ROOT,
                  "%s\t%s\t%s\t%s\n",
                  m.key(),
                  kind.key(),
                  samples.labels().get(i),
                  oneCell(samples.ids().get(i))));
        }
      }
    }
    return rows.toString();
  }

  /** A name may hold anything; a cell no tab and no end of line. */
  private static String oneCell(String name) {
    return name.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
  }
}
