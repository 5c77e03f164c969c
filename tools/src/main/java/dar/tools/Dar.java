package dar.tools;

import dar.tools.child.Parent;
import dar.tools.command.BenchCommand;
import dar.tools.command.DataCommand;
import dar.tools.command.DoctorCommand;
import dar.tools.command.EvaluateCommand;
import dar.tools.command.ExportCommand;
import dar.tools.command.PredictCommand;
import dar.tools.command.ReproduceCommand;
import dar.tools.command.ServeCommand;
import dar.tools.command.TrainCommand;
import dar.tools.reproduce.TrainingLock;
import dar.tools.worker.WorkerCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(
    name = "dar",
    description = {
      "Robust multimodal sentiment analysis: train on language, face and voice, measure how the"
          + " model degrades as parts go missing, export it.",
      "",
      "Start with: dar train"
    },
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      ServeCommand.class,
      DataCommand.class,
      ReproduceCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      WorkerCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:anything else",
      "2:bad arguments or bad input, in one line on standard error"
    },
    scope = ScopeType.INHERIT)
public final class Dar implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "On failure print the whole stack trace, as DAR_DEBUG=1 does.")
  private boolean debug;

  @Spec private CommandSpec spec;

  /** The program. */
  public static void main(String[] args) {
    Parent.watch(System.in);
    TrainingLock.hold();
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs one command line; the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Dar dar = new Dar();
    CommandLine line =
        new CommandLine(dar)
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setAbbreviatedOptionsAllowed(false);
    Failures failures =
        new Failures(err, () -> dar.debug || "1".equals(System.getenv("DAR_DEBUG")));
    line.setParameterExceptionHandler((failure, arguments) -> failures.arguments(failure));
    line.setExecutionExceptionHandler((failure, command, parsed) -> failures.execution(failure));
    int code;
    try {
      code = line.execute(args);
    } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
      code = failures.execution(e);
    }
    out.flush();
    if (out.checkError() && code == 0) {
      err.println("dar: standard output: expected to take the results, found that it cannot");
      return 1;
    }
    return code;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command, found none");
  }
}
