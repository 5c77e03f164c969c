package dar.tools.doctor;

import com.sun.management.OperatingSystemMXBean;
import dar.tools.bench.Machine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Java, the operating system, the processor and the memory. */
final class JavaAndSystem {
  private static final double GIBI = 1L << 30;

  /** Full-size training at batch 64 peaks at less. */
  private static final double LITTLE_MEMORY = 4;

  private JavaAndSystem() {}

  static List<Finding> look() {
    return List.of(
        Finding.ok(
            "Java",
            "%s, %s, in %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.home"))),
        Finding.ok(
            "system",
            "%s %s, %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"))),
        processor(),
        memory());
  }

  private static Finding processor() {
    List<String> features = CpuFeatures.ofThisMachine();
    String found =
        "%s, %d cores%s"
            .formatted(
                Machine.processorName(),
                Runtime.getRuntime().availableProcessors(),
                features.isEmpty() ? "" : ", " + String.join(" ", features));
    boolean isX86 = System.getProperty("os.arch").equals("amd64");
    return isX86 && !features.isEmpty() && !features.contains("avx")
        ? Finding.broken("processor", found, "TensorFlow's builds for x86-64 need AVX")
        : Finding.ok("processor", found);
  }

  private static Finding memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double total = system.getTotalMemorySize() / GIBI;
    String found =
        String.format(
            Locale.ROOT,
            "%.1f GiB, of which Java's heap takes at most %.1f GiB",
            total,
            Runtime.getRuntime().maxMemory() / GIBI);
    return total < LITTLE_MEMORY
        ? Finding.warning("memory", found, "train with a smaller training.batch or model.steps")
        : Finding.ok("memory", found);
  }
}
