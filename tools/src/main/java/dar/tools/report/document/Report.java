package dar.tools.report.document;

import java.util.List;

/**
 * What a report says, before it is HTML or files.
 *
 * @param subtitle one line on what was run
 */
public record Report(String title, String subtitle, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }

  /**
   * A part of a report.
   *
   * @param prose plain text that explains its tables and figures; may be empty
   */
  public record Section(String heading, String prose, List<Element> elements) {
    public Section {
      elements = List.copyOf(elements);
    }
  }

  /** What a section shows. */
  public sealed interface Element permits Table, Figure {

    /** The name of its files, without ending: lower-case words joined by hyphens. */
    String name();

    String title();
  }
}
