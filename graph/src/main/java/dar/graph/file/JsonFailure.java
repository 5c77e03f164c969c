package dar.graph.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what was found where JSON was expected; Jackson's words are about Jackson's settings. */
public final class JsonFailure {
  /** As in {@code Unrecognized token 'x'} and {@code Unexpected character ('x' (code 120))}. */
  private static final Pattern QUOTED = Pattern.compile("[A-Z][a-z-]+ [a-z ]+\\(?('.{1,60}?')");

  private JsonFailure() {}

  /** What is no JSON, and where: {@code 'NaN' on line 2, column 5}. */
  public static String found(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    return at == null
        ? what(failure)
        : "%s on line %d, column %d".formatted(what(failure), at.getLineNr(), at.getColumnNr());
  }

  /** The same of a text of one line: {@code 'NaN' in column 5}. */
  public static String foundInLine(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    return at == null
        ? what(failure)
        : "%s in column %d".formatted(what(failure), at.getColumnNr());
  }

  /** A value that is not the one expected. */
  public static String found(JsonNode value) {
    return value.isMissingNode() ? "none" : OneLine.of(value.toString());
  }

  private static String what(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    Matcher quoted = QUOTED.matcher(message);
    if (quoted.lookingAt()) {
      return OneLine.of(quoted.group(1)) + (message.startsWith("Duplicate") ? " twice" : "");
    }
    if (message.contains("end-of-input")) {
      return "the end of the text";
    }
    if (message.startsWith("Trailing token")) {
      return "more behind it";
    }
    return failure instanceof StreamConstraintsException
        ? "what is too long or too deep"
        : "something else";
  }
}
