package dar.tools.serve.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.primitives.Longs;
import com.linecorp.armeria.common.HttpMethod;
import dar.graph.input.BadInputException;
import dar.tools.serve.model.VersionChoice;
import java.net.URLDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a method and a path ask.
 *
 * @param kind of it
 * @param model a name, which stands for no file
 */
record Question(Kind kind, String model, VersionChoice version) {
  private static final String VERSION = "(?:/versions/(?<version>\\d+)|/labels/(?<label>[^/:]+))?";
  private static final Pattern POST =
      Pattern.compile(
          "(?i)/v1/models/(?<model>[^/:]+)" + VERSION + ":(?<kind>predict|classify|regress)");
  private static final Pattern GET =
      Pattern.compile("(?i)/v1/models(?:/(?<model>[^/:]+))?" + VERSION + "(?:/(?<kind>metadata))?");

  enum Kind {
    STATUS,
    METADATA,
    PREDICT,
    CLASSIFY,
    REGRESS
  }

  /**
   * Reads a path.
   *
   * @param path without a query, as it came
   * @throws BadInputException if nothing can be asked so
   */
  static Question parse(HttpMethod method, String path) {
    Matcher matcher = (method == HttpMethod.POST ? POST : GET).matcher(path);
    if ((method != HttpMethod.POST && method != HttpMethod.GET) || !matcher.matches()) {
      throw new BadInputException("Malformed request: %s %s".formatted(method, path));
    }
    if (matcher.group("model") == null) {
      throw new BadInputException("Missing model name in request.");
    }
    String kind = matcher.group("kind");
    return new Question(
        kind == null ? Kind.STATUS : Kind.valueOf(Ascii.toUpperCase(kind)),
        decode("name", matcher.group("model")),
        version(matcher));
  }

  private static VersionChoice version(Matcher matcher) {
    String digits = matcher.group("version");
    if (digits != null) {
      Long version = Longs.tryParse(digits);
      if (version == null) {
        throw new BadInputException("Failed to convert version: %s to numeric.".formatted(digits));
      }
      return new VersionChoice.Specific(version);
    }
    String label = matcher.group("label");
    return label == null
        ? new VersionChoice.Latest()
        : new VersionChoice.Label(decode("version label", label));
  }

  private static String decode(String what, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8); // a plus is no blank in a path
    } catch (IllegalArgumentException e) {
      throw new BadInputException("Failed to decode model %s:%s".formatted(what, text), e);
    }
  }
}
