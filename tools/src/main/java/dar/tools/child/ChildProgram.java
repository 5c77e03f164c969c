package dar.tools.child;

import com.google.common.collect.ImmutableList;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** How a child is started. */
public final class ChildProgram {
  private ChildProgram() {}

  /**
   * The words before the command: the same Java, options and class path.
   *
   * @param options more for Java
   */
  public static List<String> words(String... options) {
    return ImmutableList.<String>builder()
        .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .addAll(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .add("-Ddar.terminal=false", "-D%s=true".formatted(Parent.PROPERTY))
        .add(options)
        .add("-cp", System.getProperty("java.class.path"))
        .add("dar.tools.Dar")
        .build();
  }
}
