package dar.tools.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.tools.export.Slimming;
import dar.tools.export.Verification;
import dar.training.evaluate.JsonNumbers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code dar export} tells.
 *
 * @param target the folder of the model
 * @param hasData whether a server warms up with samples of the run's data
 */
public record ExportSummary(
    Path target,
    boolean hasData,
    Optional<Slimming> slimming,
    Optional<Verification> verification) {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder("%s holds the model.".formatted(target));
    if (!hasData) {
      text.append(" The data of the run are not there: a server warms up with an empty sample.");
    }
    text.append("\n\n");
    verification.ifPresent(found -> text.append(table(found)).append('\n'));
    slimming.ifPresent(found -> text.append(table(found)).append('\n'));
    return text.append("Next:\n  dar predict %s --data PATH\n".formatted(target)).toString();
  }

  private static String table(Verification verification) {
    TextTable table =
        new TextTable()
            .row("signature", "largest difference, %d samples".formatted(verification.samples()));
    verification
        .differences()
        .forEach(
            (signature, difference) ->
                table.row(signature, String.format(Locale.ROOT, "%.1e", difference)));
    return table.toString();
  }

  private static String table(Slimming slimming) {
    return new TextTable()
        .row("", "size", "1 sample", "%d samples".formatted(Slimming.BATCH))
        .row(row("whole", slimming.whole()))
        .row(row("slim", slimming.slim()))
        .toString();
  }

  private static String[] row(String name, Slimming.Cost cost) {
    return new String[] {
      name,
      String.format(Locale.ROOT, "%.1f MB", cost.bytes() / BYTES_PER_MEGABYTE),
      String.format(Locale.ROOT, "%.2f ms", cost.one()),
      String.format(Locale.ROOT, "%.2f ms", cost.batch())
    };
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("saved_model", target.toString()).put("warm_up_with_data", hasData);
    verification.ifPresent(
        found -> {
          ObjectNode node = root.putObject("verification");
          node.put("samples", found.samples()).put("holds", found.holds());
          ObjectNode largest = node.putObject("largest_difference");
          found
              .differences()
              .forEach((signature, x) -> largest.put(signature, JsonNumbers.finite(x)));
        });
    slimming.ifPresent(
        found -> {
          put(root.putObject("whole"), found.whole());
          put(root.putObject("slim"), found.slim());
        });
    return root;
  }

  private static void put(ObjectNode node, Slimming.Cost cost) {
    node.put("bytes", cost.bytes())
        .put("milliseconds_1", cost.one())
        .put("milliseconds_%d".formatted(Slimming.BATCH), cost.batch());
  }
}
