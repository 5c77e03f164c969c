package dar.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has had at once; Linux alone tells. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmHWM:\\s*(\\d{1,15}) kB");
  private static final long KILO = 1024;

  private PeakMemory() {}

  /** Resident bytes; null where the system does not tell. */
  static Long bytes() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      Matcher line = LINE.matcher(Files.readString(STATUS));
      return line.find() ? (Long) (KILO * Long.parseLong(line.group(1))) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
