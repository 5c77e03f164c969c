package dar.tools.doctor;

import com.google.common.base.Throwables;
import dar.graph.input.BadInputException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at something.
 *
 * @param subject what stands in the report where looking fails
 * @param advice what to do then
 */
record Check(String subject, Supplier<List<Finding>> look, String advice) {

  /** What it sees; a failure is a finding, too. */
  List<Finding> findings() {
    try {
      return look.get();
    } catch (RuntimeException | LinkageError e) {
      return List.of(Finding.broken(subject, oneLine(e), advice));
    }
  }

  private static String oneLine(Throwable failure) {
    Throwable cause = Throwables.getRootCause(failure);
    String message = failure instanceof BadInputException ? failure.getMessage() : cause.toString();
    return message.strip().replaceAll("\\s+", " ");
  }
}
