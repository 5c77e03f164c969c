package dar.tools.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dar.tools.doctor.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path folder;

  @Test
  void aMachineThatRunsTheTestsIsHealthy() {
    DoctorReport report = new DoctorReport(Doctor.examine(folder.resolve("home")));
    assertThat(report.isHealthy()).as(report.text()).isTrue();
    assertThat(report.text()).contains("TensorFlow", "CPU:0", "self-test").endsWith("\nReady.\n");
    assertThat(report.json().path("healthy").asBoolean()).isTrue();
    assertThat(report.json().path("findings")).hasSize(report.findings().size());
  }

  @Test
  void everythingThatIsWrongHasAdvice() {
    assertThat(Doctor.examine(folder))
        .filteredOn(finding -> finding.state() != State.OK)
        .allSatisfy(finding -> assertThat(finding.advice()).as(finding.subject()).isNotEmpty());
  }

  @Test
  void aGpuIsNotNeededButWhatIsBrokenIs() {
    Finding absent = Finding.absent("GPU driver", "none", "buy one");
    Finding broken = Finding.broken("DAR_HOME", "a file", "name another folder");
    assertThat(new DoctorReport(List.of(absent)).isHealthy()).isTrue();
    DoctorReport report = new DoctorReport(List.of(absent, broken));
    assertThat(report.isHealthy()).isFalse();
    assertThat(report.text())
        .isEqualTo(
            """
            -        GPU driver  none
                                 > buy one
            BROKEN   DAR_HOME    a file
                                 > name another folder

            Not ready: see what is broken above.
            """);
  }

  @Test
  void whatCannotBeLookedAtIsBroken() {
    Check check =
        new Check(
            "native",
            () -> {
              throw new UnsatisfiedLinkError("no such\nlibrary");
            },
            "get it");
    assertThat(check.findings())
        .containsExactly(
            Finding.broken("native", "java.lang.UnsatisfiedLinkError: no such library", "get it"));
  }

  @Test
  void aHomeThatIsAFileIsBroken() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(new Check("DAR_HOME", () -> HomeFolder.look(file), "name another").findings())
        .extracting(Finding::state)
        .containsExactly(State.BROKEN);
    assertThat(HomeFolder.look(folder.resolve("new"))).hasSize(1);
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLibraryThatTheLinkerDoesNotFindIsMissing() {
    assertThat(GpuLibraries.missing(List.of("libm.so.6", "libnone.so.9")))
        .containsExactly("libnone.so.9");
  }

  @Test
  void featuresAreWholeWords() {
    assertThat(CpuFeatures.used(" fpu avx512f avx2 fma4 avx"))
        .containsExactly("avx", "avx2", "avx512f");
  }
}
