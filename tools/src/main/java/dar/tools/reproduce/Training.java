package dar.tools.reproduce;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dar.tools.child.ChildProgram;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How cells are trained: each by a program of its own.
 *
 * @param program the words before {@code train}
 * @param threads how many an operation may use, and how many operations run at once
 */
record Training(List<String> program, Folder folder, Path data, int threads) {
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("_-+=.,:/@%"));

  private static final List<String> THREADS =
      List.of("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS");

  /** This program once more, as a training of a reproduction. */
  static List<String> thisProgram(Path lock) {
    return ChildProgram.words("-D%s=%s".formatted(TrainingLock.PROPERTY, lock));
  }

  /** Begins a cell, or goes on with it; what it says is added to its log. */
  Process start(Cell cell) throws IOException {
    CellFolder run = folder.cell(cell);
    run.clearUnbegun();
    File log = folder.log(cell).toFile();
    Files.createDirectories(log.toPath().getParent());
    List<String> arguments =
        run.isBegun()
            ? List.of("train", "--resume", run.path().toString(), "--data", data.toString())
            : begin(cell);
    ProcessBuilder builder =
        new ProcessBuilder(
                ImmutableList.<String>builder().addAll(program).addAll(arguments).build())
            .redirectOutput(Redirect.appendTo(log))
            .redirectError(Redirect.appendTo(log));
    THREADS.forEach(name -> builder.environment().put(name, Integer.toString(threads)));
    return builder.start();
  }

  private List<String> begin(Cell cell) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add("train", "--data", data.toString(), "--config", folder.base().toString());
    cell.settings().forEach(setting -> words.add("--set", setting));
    words.add("--seed", Long.toString(cell.seed()));
    return words.add("--out", folder.cell(cell).path().toString()).build();
  }

  /** The line for a shell that trains a cell alone. */
  String command(Cell cell) {
    String variables =
        THREADS.stream().map(name -> name + "=" + threads).collect(Collectors.joining(" "));
    return variables
        + " tools/dar "
        + begin(cell).stream().map(Training::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return !word.isEmpty() && PLAIN.matchesAllOf(word)
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
