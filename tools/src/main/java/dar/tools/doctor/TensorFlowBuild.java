package dar.tools.doctor;

import dar.graph.Devices;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tensorflow.TensorFlow;

/** TensorFlow's version, whether it was built for GPUs, and the devices it finds. */
final class TensorFlowBuild {
  private static final String GPU = "GPU";
  private static final double GIBI = 1L << 30;

  private TensorFlowBuild() {}

  static List<Finding> look() {
    boolean forGpus = isForGpus();
    List<Devices.Device> devices = Devices.found();
    String found =
        devices.stream().map(TensorFlowBuild::describe).collect(Collectors.joining(", "));
    boolean hasGpu = devices.stream().anyMatch(Devices.Device::isGpu);
    return List.of(
        Finding.ok(
            "TensorFlow", "%s, %s build".formatted(TensorFlow.version(), forGpus ? GPU : "CPU")),
        forGpus && !hasGpu
            ? Finding.warning(
                "devices",
                found + "; no GPU for a GPU build",
                "see GPU below, or build without -Pgpu")
            : Finding.ok("devices", found));
  }

  /** Whether it has kernels for GPUs; a product of matrices stands for all. */
  static boolean isForGpus() {
    return KernelRegistry.all().stream()
        .anyMatch(kernel -> kernel.getOp().equals("MatMul") && kernel.getDeviceType().equals(GPU));
  }

  private static String describe(Devices.Device device) {
    String name = device.name().substring(device.name().indexOf("device:") + "device:".length());
    return device.isGpu()
        ? String.format(Locale.ROOT, "%s with %.1f GiB", name, device.bytes() / GIBI)
        : name;
  }
}
