package dar.tools.bench;

import dar.tools.report.TextTable;
import java.util.Locale;

/** What {@code dar bench} tells people. */
public final class BenchText {
  private static final double MEGA = 1e6;

  private BenchText() {}

  /** A table a size. */
  public static String of(BenchResult result) {
    StringBuilder text = new StringBuilder(result.machine() + "\n");
    result.cases().forEach(found -> text.append('\n').append(of(found)));
    result
        .failed()
        .forEach(
            failure ->
                text.append("\n%s: not measured, %s\n".formatted(failure.size(), failure.why())));
    return text.toString();
  }

  private static String of(CaseResult found) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: large products %.0f GFLOP/s; start-up to first step %.1f s (Java %.1f, build %.1f,"
                + " step %.1f)%s\n",
            found.size(),
            found.matrixRate(),
            found.startUp().total(),
            found.startUp().java(),
            found.startUp().build(),
            found.startUp().firstStep(),
            found.peakMemory() == null
                ? ""
                : String.format(Locale.ROOT, "; peak memory %.0f MB", found.peakMemory() / MEGA)));
    TextTable table = new TextTable().row("", "median", "quartiles", "GFLOP", "GFLOP/s", "share");
    table.row(row("training step", found.step(), found));
    table.row(row("  features, fit of q", found.fit(), found));
    table.row(row("  main part", found.main(), found));
    table.row(row("predict 1", found.predictOne(), found));
    table.row(row("predict " + found.size().batch(), found.predictBatch(), found));
    table.row("load a batch", milliseconds(found.loading().median()), quartiles(found.loading()));
    return text.append(table).toString();
  }

  private static String[] row(String name, Part part, CaseResult found) {
    return new String[] {
      name,
      milliseconds(part.milliseconds().median()),
      quartiles(part.milliseconds()),
      String.format(Locale.ROOT, "%.2f", part.gigaOperations()),
      String.format(Locale.ROOT, "%.0f", part.share() * found.matrixRate()),
      String.format(Locale.ROOT, "%.0f %%", 100 * part.share())
    };
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, "%.2f ms", value);
  }

  private static String quartiles(Spread spread) {
    return spread.low() == spread.high()
        ? ""
        : String.format(Locale.ROOT, "%.2f to %.2f", spread.low(), spread.high());
  }
}
