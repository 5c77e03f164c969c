package dar.tools.report.document;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report as one page that needs nothing beside it: no script, no file, no network. Its policy
 * says so too, in case a name in it got past the escaping.
 */
final class HtmlPage {
  private HtmlPage() {}

  static String of(Report report) {
    Markup out = new Markup();
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw(
        """
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        """);
    out.element("title", report.title());
    out.open("style").raw("\n" + inks() + style()).close("style");
    out.raw("</head>\n<body>\n<header>\n");
    out.element("h1", report.title());
    out.element("p", report.subtitle());
    out.close("header");
    contents(out, report.sections());
    out.raw("<main>\n");
    for (int i = 0; i < report.sections().size(); i++) {
      section(out, report.sections().get(i), i + 1);
    }
    return out.raw("</main>\n</body>\n</html>\n").toString();
  }

  /** The variables and the classes of all inks. */
  private static String inks() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    StringBuilder classes = new StringBuilder();
    for (Ink ink : Ink.values()) {
      light.append("--%s:%s;".formatted(ink.key(), ink.onLight()));
      dark.append("--%s:%s;".formatted(ink.key(), ink.onDark()));
      classes.append(".%s{color:var(--%s)}\n".formatted(ink.key(), ink.key()));
    }
    return ":root{%s}\n@media screen and (prefers-color-scheme: dark){:root{%s}}\n%s"
        .formatted(light, dark, classes);
  }

  private static String style() {
    try {
      return Resources.toString(
          Resources.getResource(HtmlPage.class, "report.css"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void contents(Markup out, List<Report.Section> sections) {
    out.raw("<nav aria-label=\"Contents\">\n<ol>\n");
    for (int i = 0; i < sections.size(); i++) {
      out.open("li");
      out.element("a", ImmutableMap.of("href", "#section-" + (i + 1)), sections.get(i).heading());
      out.close("li");
    }
    out.raw("</ol>\n</nav>\n");
  }

  private static void section(Markup out, Report.Section section, int number) {
    String id = "section-" + number;
    out.open("section", ImmutableMap.of("aria-labelledby", id)).raw("\n");
    out.element("h2", ImmutableMap.of("id", id), section.heading());
    for (String paragraph :
        Splitter.onPattern("\\n\\s*\\n").trimResults().omitEmptyStrings().split(section.prose())) {
      out.element("p", paragraph);
    }
    boolean inFigures = false;
    for (Report.Element element : section.elements()) {
      boolean isFigure = element instanceof Figure;
      if (isFigure != inFigures) {
        out.raw(isFigure ? "<div class=\"figures\">\n" : "</div>\n");
        inFigures = isFigure;
      }
      if (element instanceof Table table) {
        HtmlTable.write(out, table);
      } else {
        figure(out, (Figure) element);
      }
    }
    out.raw(inFigures ? "</div>\n" : "").close("section");
  }

  private static void figure(Markup out, Figure figure) {
    out.open("figure", ImmutableMap.of("id", figure.name()));
    out.element("figcaption", figure.title());
    out.raw(Svg.inline(figure)).close("figure");
  }
}
