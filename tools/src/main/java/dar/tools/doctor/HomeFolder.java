package dar.tools.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where imported data and native libraries are kept. */
final class HomeFolder {
  private static final double GIBI = 1L << 30;

  /** CMU-MOSEI imported is about so large. */
  private static final double LITTLE_SPACE = 5;

  private HomeFolder() {}

  static List<Finding> look(Path home) {
    try {
      Files.createDirectories(home);
      Files.delete(Files.createTempFile(home, "doctor", ".tmp"));
      double free = Files.getFileStore(home).getUsableSpace() / GIBI;
      String found = String.format(Locale.ROOT, "%s, %.1f GiB free", home.toAbsolutePath(), free);
      return List.of(
          free < LITTLE_SPACE
              ? Finding.warning(
                  "DAR_HOME", found, "large data sets need more; name another folder with DAR_HOME")
              : Finding.ok("DAR_HOME", found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
