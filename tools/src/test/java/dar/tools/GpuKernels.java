package dar.tools;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.google.common.io.Resources;
import dar.tools.doctor.KernelRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tensorflow.proto.NodeDef;

/**
 * What TensorFlow's GPU build can run on a GPU, from gpu-kernels.txt: the default build does not
 * know it. Run with the GPU build, the main program writes that file.
 */
record GpuKernels(Map<String, List<GpuKernel>> byOperation) {
  private static final String GPU = "GPU";
  private static final Set<String> DEVICES = Set.of(GPU, "DEFAULT");

  static GpuKernels listed() {
    try {
      return of(
          Resources.readLines(
                  Resources.getResource(GpuKernels.class, "gpu-kernels.txt"),
                  StandardCharsets.UTF_8)
              .stream()
              .map(GpuKernel::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of this build; a kernel with a label is taken only where someone asks for it by that. */
  private static GpuKernels registered() {
    return of(
        KernelRegistry.all().stream()
            .filter(kernel -> DEVICES.contains(kernel.getDeviceType()))
            .filter(kernel -> kernel.getLabel().isEmpty())
            .map(GpuKernel::of)
            .toList());
  }

  private static GpuKernels of(Collection<GpuKernel> kernels) {
    return new GpuKernels(kernels.stream().collect(groupingBy(GpuKernel::operation)));
  }

  /** Whether a node finds a kernel for its types. */
  boolean take(NodeDef node) {
    return taking(node).findAny().isPresent();
  }

  /** Whether it is computed by the GPU. */
  boolean compute(NodeDef node) {
    return taking(node).anyMatch(kernel -> kernel.device().equals(GPU));
  }

  private Stream<GpuKernel> taking(NodeDef node) {
    return byOperation.getOrDefault(node.getOp(), List.of()).stream()
        .filter(kernel -> kernel.takes(node));
  }

  /** Writes the list of the build that it runs with. */
  public static void main(String[] args) throws IOException {
    Collection<GpuKernel> kernels =
        registered().byOperation().values().stream().flatMap(List::stream).toList();
    Set<String> attributes = new TreeSet<>();
    kernels.forEach(kernel -> attributes.addAll(kernel.allowed().keySet()));
    for (String attribute : attributes) {
      kernels = merged(kernels, attribute);
    }
    Files.writeString(
        Path.of(args[0]),
        kernels.stream().map(kernel -> kernel + "\n").distinct().sorted().collect(joining()));
  }

  /** Those that differ in one attribute alone as one, so that the list is short. */
  private static Collection<GpuKernel> merged(Collection<GpuKernel> kernels, String attribute) {
    Map<GpuKernel, TreeSet<String>> values = new LinkedHashMap<>();
    for (GpuKernel kernel : kernels) {
      values
          .computeIfAbsent(kernel.with(attribute, new TreeSet<>()), key -> new TreeSet<>())
          .addAll(kernel.allowed().getOrDefault(attribute, new TreeSet<>()));
    }
    return values.entrySet().stream()
        .map(entry -> entry.getKey().with(attribute, entry.getValue()))
        .toList();
  }
}
