package dar.tools.doctor;

import dar.tools.report.document.ReportFiles;
import dar.training.pretrained.MiniLm;
import java.nio.file.Path;
import java.util.List;

/** Looks at everything that the program needs, one after the other. */
public final class Doctor {
  private static final String SAMPLE = "a good film";

  private Doctor() {}

  /**
   * All findings, in the order of a report.
   *
   * @param home where imported data and native libraries are kept
   */
  public static List<Finding> examine(Path home) {
    return List.of(
            new Check("Java", JavaAndSystem::look, "use JDK 17 or newer"),
            new Check(
                "TensorFlow",
                TensorFlowBuild::look,
                "build for this system: DAR_BUILD_OPTS of tools/dar chooses profiles; Linux, macOS on"
                    + " ARM and Windows on x86-64 have builds"),
            new Check("GPU", GpuLibraries::look, ""),
            new Check("DAR_HOME", () -> HomeFolder.look(home), "name another folder with DAR_HOME"),
            new Check(
                "tokenizer",
                Doctor::tokenizer,
                "name a folder with DAR_HOME that libraries may be loaded from; vectors need none"),
            new Check("fonts", Doctor::fonts, ""),
            new Check(
                "self-test", SelfTest::look, "run it again with --debug and report what it says"))
        .stream()
        .flatMap(check -> check.findings().stream())
        .toList();
  }

  private static List<Finding> tokenizer() {
    try (var tokenizer = MiniLm.tokenizer()) {
      int words = tokenizer.encode(SAMPLE, 8).count();
      return List.of(
          Finding.ok(
              "tokenizer", "native library loaded, \"%s\" has %d tokens".formatted(SAMPLE, words)));
    }
  }

  private static List<Finding> fonts() {
    return List.of(
        ReportFiles.pictureObstacle()
            .map(
                why ->
                    Finding.warning(
                        "fonts",
                        why,
                        "reports come without PNG files; install fontconfig and a font, such as"
                            + " fonts-dejavu-core"))
            .orElseGet(() -> Finding.ok("fonts", "Java draws text, reports have PNG files")));
  }
}
