package dar.tools.doctor;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the processor has of the instructions that TensorFlow and oneDNN choose kernels by. */
final class CpuFeatures {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private static final List<String> USED =
      List.of(
          "avx",
          "avx2",
          "fma",
          "avx512f",
          "avx512_vnni",
          "avx_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "asimd",
          "asimddp",
          "sve",
          "bf16");

  private CpuFeatures() {}

  /** In Linux's names; none where the system does not tell. */
  static List<String> ofThisMachine() {
    if (!Files.isReadable(PROCESSORS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .map(line -> used(line.substring(line.indexOf(':') + 1)))
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> used(String flags) {
    List<String> all = Splitter.on(' ').splitToList(flags.strip());
    return USED.stream().filter(all::contains).toList();
  }
}
