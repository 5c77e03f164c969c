package dar.tools.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.graph.input.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir private Path folder;

  private Path out;

  @BeforeEach
  void choose() {
    out = folder.resolve("report");
  }

  @Test
  void eachElementHasItsFiles() throws IOException {
    Report report = report(small(), new Table("numbers", "Numbers", List.of("a"), List.of()));
    boolean png = ReportFiles.write(report, out).isEmpty();
    assertThat(contents(out).keySet())
        .containsExactlyElementsOf(
            Stream.of(
                    "plots/small.png",
                    "plots/small.svg",
                    "report.html",
                    "report.json",
                    "tables/numbers.csv",
                    "tables/numbers.json",
                    "tables/numbers.md")
                .filter(name -> png || !name.endsWith(".png"))
                .toList());
  }

  @Test
  void equalReportsGiveEqualBytes() throws IOException {
    ReportFiles.write(OddReport.report(), out);
    Map<String, byte[]> first = contents(out);
    ReportFiles.write(OddReport.report(), out);
    ReportFiles.write(OddReport.report(), folder.resolve("other"));
    assertThat(contents(out)).containsExactlyEntriesOf(first);
    assertThat(contents(folder.resolve("other"))).containsExactlyEntriesOf(first);
  }

  @Test
  void thePageEscapesAllTextAndNeedsNothing() throws IOException {
    ReportFiles.write(OddReport.report(), out);
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .doesNotContain("<script", "<img", "<link", "@import", "url(")
        .contains("&lt;script&gt;")
        .contains("<meta name=\"viewport\"")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void svgFilesAreWholeDocuments() throws Exception {
    ReportFiles.write(OddReport.report(), out);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (Stream<Path> files = Files.list(out.resolve("plots"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".svg")).toList()) {
        var root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(root.getLocalName()).isEqualTo("svg");
        assertThat(root.getAttribute("role")).isEqualTo("img");
      }
    }
  }

  @Test
  void picturesShowTheLinesInTheirColours() throws IOException {
    Assumptions.assumeTrue(Png.obstacle().isEmpty(), "Java finds no font");
    ReportFiles.write(report(small()), out);
    BufferedImage image = ImageIO.read(out.resolve("plots/small.png").toFile());
    assertThat(image.getWidth()).isEqualTo(2 * (400 + 28));
    assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    int blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        blue += (image.getRGB(x, y) & 0xFFFFFF) == Ink.BLUE.rgb() ? 1 : 0;
      }
    }
    assertThat(blue).isGreaterThan(500);
  }

  /** As in a bare container: fontconfig finds nothing, and Java has no list of an earlier time. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutFontsThereIsALineAndNoPicture() throws IOException, InterruptedException {
    Path fonts =
        Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            WriteOddReport.class.getName(),
            out.toString());
    program.environment().put("FONTCONFIG_FILE", fonts.toString());
    Process process = program.redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(told)
        .isEqualTo(
            "PNG files in %s: expected fontconfig and a font for Java to draw with, found none%n",
            out.resolve("plots"));
    assertThat(contents(out).keySet())
        .contains("report.html", "plots/small.svg")
        .noneMatch(name -> name.endsWith(".png"));
  }

  @Test
  void allNumbersAreInOneFile() throws IOException {
    ReportFiles.write(report(small()), out);
    JsonNode element =
        new ObjectMapper()
            .readTree(out.resolve("report.json").toFile())
            .at("/sections/0/elements/0");
    assertThat(element.path("kind").asText()).isEqualTo("lines");
    assertThat(element.at("/lines/1/points/1/y").asDouble()).isEqualTo(1 / 3.0);
    assertThat(element.at("/lines/1/points/1/low").asDouble()).isEqualTo(0.25);
  }

  @Test
  void namesThatAreNoFileNamesAreRefused() {
    for (String name : List.of("../up", "Upper", "two words", "", "a--b")) {
      assertThatThrownBy(
              () -> ReportFiles.write(report(new Scatter(name, "Title", List.of())), out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found " + name);
    }
    assertThatThrownBy(() -> ReportFiles.write(report(small(), small()), out))
        .hasMessageContaining("none twice");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFileInTheWayIsToldInOneLine() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("plots"), "");
    assertThatThrownBy(() -> ReportFiles.write(report(small()), out))
        .isInstanceOf(BadInputException.class)
        .hasMessage(out.resolve("plots") + ": expected a directory, found a file");
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  private static LineChart small() {
    return OddReport.small();
  }

  private static Report report(Report.Element... elements) {
    return new Report(
        "Title", "Subtitle", List.of(new Report.Section("Heading", "", List.of(elements))));
  }

  private static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
