package dar.tools.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, imports, exports and shows datasets. */
@Command(
    name = "data",
    description = "Make, import, export, encode and inspect datasets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SynthCommand.class,
      ImportCommand.class,
      RecordsCommand.class,
      EncodeCommand.class,
      InspectCommand.class
    })
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected one of synth, import, export, encode, inspect, found none");
  }
}
