package dar.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/**
 * What numbers were measured on.
 *
 * @param processor its name, where the system tells, and otherwise its architecture
 * @param cores that Java may use
 */
public record Machine(String processor, int cores, String system, String java, String tensorflow) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String NAME = "model name";

  /** This one. */
  public static Machine here() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
        System.getProperty("java.version"),
        TensorFlow.version());
  }

  /** The name of the processor, where the system tells, and otherwise its architecture. */
  public static String processorName() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(PROCESSORS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(architecture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%s, %d cores, %s, Java %s, TensorFlow %s"
        .formatted(processor, cores, system, java, tensorflow);
  }
}
