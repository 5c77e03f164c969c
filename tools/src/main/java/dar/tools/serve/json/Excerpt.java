package dar.tools.serve.json;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;

/** A piece of a body in a message: one line, cut where it is long. */
final class Excerpt {
  /** As {@code kMaxJsonDebugStringBytes} of {@code json_tensor.cc}. */
  private static final int MAX_BYTES = 256;

  private static final CharMatcher BREAKS =
      CharMatcher.whitespace().or(CharMatcher.javaIsoControl());

  private Excerpt() {}

  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MAX_BYTES);
    while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
      end--; // not within a character
    }
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return BREAKS.trimAndCollapseFrom(text, ' ') + (end < to ? "..." : "");
  }
}
