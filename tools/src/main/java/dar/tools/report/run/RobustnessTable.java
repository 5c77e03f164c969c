package dar.tools.report.run;

import dar.tools.report.TextTable;
import dar.training.evaluate.RobustnessReport;

/** The table of {@link RobustnessSection} for a terminal. */
public final class RobustnessTable {
  private RobustnessTable() {}

  public static String of(RobustnessReport report) {
    return TextTable.of(new RateTable(report.json(), "robustness").table("Robustness"));
  }
}
