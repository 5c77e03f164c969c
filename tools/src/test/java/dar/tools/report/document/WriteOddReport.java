package dar.tools.report.document;

import java.nio.file.Path;

/** A program that writes the odd report into a folder and prints what it is told. */
final class WriteOddReport {
  private WriteOddReport() {}

  public static void main(String[] folder) {
    ReportFiles.write(OddReport.report(), Path.of(folder[0])).ifPresent(System.out::println);
  }
}
