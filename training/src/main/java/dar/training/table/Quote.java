package dar.training.table;

/** Text from a table, fit for a message: one line, printable, short. */
final class Quote {
  private static final int LONGEST = 80;

  private Quote() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return "nothing";
    }
    String printable = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
