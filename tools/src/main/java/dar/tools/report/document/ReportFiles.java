package dar.tools.report.document;

import dar.graph.file.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A report on disk: {@code report.html}; for each table {@code tables/NAME.md}, {@code .csv} and
 * {@code .json}; for each figure {@code plots/NAME.svg} and {@code .png}; and all numbers in {@code
 * report.json}. Each file is whole or not there, and equal reports give equal bytes; a PNG's hang
 * on the machine's font.
 */
public final class ReportFiles {
  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  private ReportFiles() {}

  /**
   * Writes all of them, {@code report.html} last.
   *
   * @return a line for the user where something could not be made: Java without a font makes no PNG
   */
  public static Optional<String> write(Report report, Path directory) {
    requireNames(report);
    Path tables = directory.resolve("tables");
    Path plots = directory.resolve("plots");
    Optional<String> obstacle = Png.obstacle();
    for (Report.Section section : report.sections()) {
      for (Report.Element element : section.elements()) {
        if (element instanceof Table table) {
          write(table, tables);
        } else {
          write((Figure) element, plots, obstacle.isEmpty());
        }
      }
    }
    WholeFile.write(directory.resolve("report.json"), ReportJson.of(report));
    WholeFile.write(directory.resolve("report.html"), HtmlPage.of(report));
    return obstacle.map(why -> "PNG files in %s: %s".formatted(plots, why));
  }

  /** Why no PNG files can be made here, if none can. */
  public static Optional<String> pictureObstacle() {
    return Png.obstacle();
  }

  private static void write(Table table, Path folder) {
    WholeFile.write(folder.resolve(table.name() + ".md"), Markdown.of(table));
    WholeFile.write(folder.resolve(table.name() + ".csv"), Csv.of(table));
    WholeFile.write(folder.resolve(table.name() + ".json"), ReportJson.of(table));
  }

  private static void write(Figure figure, Path folder, boolean png) {
    WholeFile.write(folder.resolve(figure.name() + ".svg"), Svg.file(figure));
    if (png) {
      WholeFile.write(
          folder.resolve(figure.name() + ".png"), file -> Files.write(file, Png.of(figure)));
    }
  }

  private static void requireNames(Report report) {
    Set<String> names = new HashSet<>();
    for (Report.Section section : report.sections()) {
      for (Report.Element element : section.elements()) {
        if (!element.name().matches(NAME) || !names.add(element.name())) {
          throw new IllegalArgumentException(
              "name of a table or figure: expected lower-case words joined by hyphens, none twice,"
                  + " found "
                  + element.name());
        }
      }
    }
  }
}
