package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import com.google.common.xml.XmlEscapers;
import java.util.Map;

/**
 * The text of an XML or HTML document as it grows. Everything that is put in as text or as an
 * attribute's value is escaped, for names come from files of unknown origin.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder();

  /** Begins an element. */
  Markup open(String element, Map<String, String> attributes) {
    begin(element, attributes);
    out.append('>');
    return this;
  }

  Markup open(String element) {
    return open(element, ImmutableMap.of());
  }

  Markup close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  /** An element that holds nothing. */
  Markup empty(String element, Map<String, String> attributes) {
    begin(element, attributes);
    out.append("/>\n");
    return this;
  }

  /** An element that holds a text only. */
  Markup element(String element, Map<String, String> attributes, String text) {
    return open(element, attributes).text(text).close(element);
  }

  Markup element(String element, String text) {
    return element(element, ImmutableMap.of(), text);
  }

  Markup text(String text) {
    out.append(XmlEscapers.xmlContentEscaper().escape(text));
    return this;
  }

  /** Markup that is whole and safe already. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  private void begin(String element, Map<String, String> attributes) {
    out.append('<').append(element);
    attributes.forEach(
        (name, value) ->
            out.append(' ')
                .append(name)
                .append("=\"")
                .append(XmlEscapers.xmlAttributeEscaper().escape(value))
                .append('"'));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
