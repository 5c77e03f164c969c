package dar.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * The libraries that TensorFlow's GPU build opens when it finds a driver; it works on the CPU if
 * one is missing. The names are those that its own loader (tsl::internal::DsoLoader) asks for.
 */
final class GpuLibraries {
  private static final List<String> DRIVER = List.of("libcuda.so.1");
  private static final List<String> CUDA =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcufft.so.11",
          "libcusolver.so.11",
          "libcusparse.so.12");
  private static final List<String> CUDNN = List.of("libcudnn.so.9");

  private GpuLibraries() {}

  static List<Finding> look() {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      return List.of(
          Finding.absent(
              "GPU", "no build of TensorFlow for GPUs on this system", "Linux on x86-64 has one"));
    }
    List<String> driver = missing(DRIVER);
    List<String> cuda = missing(CUDA);
    List<String> cudnn = missing(CUDNN);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        finding(
            "GPU driver", driver, "needs an NVIDIA GPU and its driver, 525.60 or newer", DRIVER));
    findings.add(
        finding(
            "CUDA 12",
            cuda,
            "install NVIDIA's cuda-libraries-12-5, or name their folder in LD_LIBRARY_PATH",
            CUDA));
    findings.add(
        finding(
            "cuDNN 9",
            cudnn,
            "install NVIDIA's libcudnn9-cuda-12, or name its folder in LD_LIBRARY_PATH",
            CUDNN));
    if (driver.isEmpty() && cuda.isEmpty() && cudnn.isEmpty() && !TensorFlowBuild.isForGpus()) {
      findings.add(
          Finding.warning(
              "GPU", "there, but this build is for CPUs", "DAR_BUILD_OPTS=-Pgpu tools/dar"));
    }
    return findings;
  }

  private static Finding finding(
      String subject, List<String> missing, String advice, List<String> all) {
    return missing.isEmpty()
        ? Finding.ok(subject, String.join(" ", all))
        : Finding.absent(
            subject,
            (missing.size() == all.size() ? "none: " : "missing: ") + String.join(" ", missing),
            "only for -Pgpu: " + advice);
  }

  /** Those that the system's linker does not find. */
  static List<String> missing(List<String> names) {
    TensorFlow.version(); // what opens libraries is loaded with it
    return names.stream().filter(name -> !opens(name)).toList();
  }

  private static boolean opens(String name) {
    try {
      Loader.loadGlobal(name);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
