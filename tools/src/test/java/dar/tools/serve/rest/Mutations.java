package dar.tools.serve.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/** Good requests that one to three accidents have happened to. */
final class Mutations {
  /** A body, a character for each byte, and whom it asks. */
  record Case(String target, String body) {}

  private static final List<Case> GOOD =
      List.of(
          good("half:predict", "{\"instances\": [1.0, -2.5e-3, 5]}"),
          good(
              "half:predict",
              "{\"signature_name\": \"serving_default\", \"inputs\": [[1], [NaN]]}"),
          good("half:predict", "{\"inputs\": {\"x\": [[[1.0, Infinity], [3, 4]]]}}"),
          good(
              "half:regress",
              "{\"signature_name\": \"regress_x_to_y\", \"context\": {\"y\": [1, true]},"
                  + " \"examples\": [{\"x\": 1.0}, {\"x\": [2.0], \"z\": {\"b64\": \"aGVs\"}}]}"),
          good(
              "half:classify",
              "{\"signature_name\": \"classify_x_to_y\", \"examples\": [{\"x\": 20.0}]}"),
          good(
              "echo:predict",
              "{\"instances\": [{\"tag\": \"föö\", \"signal\": [1, 2, 3, 4, 5], \"sensor\":"
                  + " [[1, 2], [3, 4]]}, {\"tag\": {\"b64\": \"YmFy\"}, \"signal\": [3, 4, 1, 2,"
                  + " 5], \"sensor\": [[4, 5], [6, 8]]}]}"),
          good(
              "echo:predict",
              "{\"inputs\": {\"tag\": [\"a\\u00e9\\ud83d\\ude00\"], \"signal\": [[1, 2, 3, 4, 5]],"
                  + " \"sensor\": [[[1e3, 2], [3, 4]]]}}"));

  /** Told in ISO 8859-1, so that any byte can stand here. */
  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "-",
          "NaN",
          "-Infinity",
          "INF",
          "1e999",
          "-1e-999",
          "1".repeat(400),
          "9".repeat(2000),
          "0x1F",
          "007",
          "1.",
          ".5",
          "18446744073709551616",
          "[".repeat(300),
          "]".repeat(3),
          "{\"b64\": \"=\"}",
          "{\"b64\": 1}",
          "{\"b64\": \"aGVs\",",
          "\"\\ud800\"",
          "\"\\u00",
          "\\",
          "\"",
          ",",
          ":",
          "}",
          "\0",
          "\u00ff",
          "\u00c0\u0080",
          "\u00ed\u00a0\u0080",
          "\u00ef\u00bb\u00bf",
          "/* */",
          "\"instances\": [1],",
          "'a'",
          "\"inputs\": 1,",
          "{\"x\": {\"x\": {\"x\": 1}}}",
          "[[1], [1, 2]]",
          "\u2028");

  private Mutations() {}

  private static Case good(String target, String body) {
    return new Case(target, new String(body.getBytes(UTF_8), ISO_8859_1));
  }

  static Case next(Random random) {
    Case good = GOOD.get(random.nextInt(GOOD.size()));
    String body = good.body;
    for (int i = random.nextInt(3); i >= 0; i--) {
      body = accident(body, random);
    }
    return new Case(good.target, body);
  }

  private static String accident(String body, Random random) {
    int from = random.nextInt(body.length() + 1);
    int to = Math.min(body.length(), from + random.nextInt(8));
    String before = body.substring(0, from);
    String after = body.substring(to);
    String nasty = NASTY.get(random.nextInt(NASTY.size()));
    return switch (random.nextInt(7)) {
      case 0 -> before; // cut
      case 1 -> before + after; // a hole
      case 2 -> body.substring(0, to) + body.substring(from); // told twice
      case 3 -> before + (char) random.nextInt(256) + after;
      case 4 -> before + nasty + body.substring(from);
      case 5 ->
          body.replaceFirst(
              "(?<=[\\[ ])[0-9][0-9.]*", Matcher.quoteReplacement(nasty)); // another type
      default -> "{\"instances\": " + "[".repeat(from) + body + "]".repeat(from) + "}";
    };
  }
}
