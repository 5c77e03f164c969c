package dar.training.pickle;

/** Text from a file, fit for a message: one line, printable, short. */
final class OneLine {
  private static final int LONGEST = 80;

  private OneLine() {}

  static String of(String text) {
    String printable = text.replaceAll("\\P{Print}", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
