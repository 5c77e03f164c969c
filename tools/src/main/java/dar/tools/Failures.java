package dar.tools;

import com.google.common.base.Throwables;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.tools.worker.LostWorkerException;
import dar.training.run.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a user sees of a failure: one line, and 2 where it is theirs to mend, 1 where it is not.
 *
 * @param stack whether the stack trace is wanted too
 */
record Failures(PrintWriter err, BooleanSupplier stack) {
  private static final int OURS = 1;
  private static final int THEIRS = 2;

  /** Failures of a training whose messages say what to do. */
  private static final List<Class<? extends Throwable>> TOLD =
      List.of(DivergedException.class, LostWorkerException.class);

  /** The command line itself is wrong. */
  int arguments(ParameterException failure) {
    BadInputException refusal = find(failure, BadInputException.class);
    String message = refusal == null ? failure.getMessage() : refusal.getMessage();
    return report(
        failure,
        "%s (see %s --help)".formatted(message, commandName(failure.getCommandLine())),
        THEIRS);
  }

  /** A command did not come to its end. */
  int execution(Throwable failure) {
    BadInputException refusal = find(failure, BadInputException.class);
    if (refusal != null) {
      return report(failure, refusal.getMessage(), THEIRS);
    }
    if (Throwables.getCausalChain(failure).stream()
        .anyMatch(cause -> cause instanceof IOException && FileFailure.isFull(cause))) {
      return report(failure, "expected room on the disk, found no space left", THEIRS);
    }
    for (Class<? extends Throwable> told : TOLD) {
      Throwable found = find(failure, told);
      if (found != null) {
        return report(failure, found.getMessage(), OURS);
      }
    }
    return report(failure, failure + " (--debug shows where)", OURS);
  }

  private int report(Throwable failure, String message, int code) {
    err.println("dar: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    if (stack.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static String commandName(CommandLine line) {
    return line.getCommandSpec().qualifiedName();
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    return Throwables.getCausalChain(failure).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElse(null);
  }
}
