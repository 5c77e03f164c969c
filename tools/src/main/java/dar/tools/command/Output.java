package dar.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.tools.progress.ProgressDisplay;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's results go: text for people, or with {@code --json} one object. */
final class Output {
  @Option(
      names = "--json",
      description = "Print one JSON object on standard output and nothing else there.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  void result(Supplier<String> text, Supplier<ObjectNode> object) {
    PrintWriter out = command.commandLine().getOut();
    out.print(json ? object.get().toString() + "\n" : text.get());
    out.flush();
  }

  ProgressDisplay progress() {
    return ProgressDisplay.of(command.commandLine().getErr());
  }
}
