package dar.training.data;

/** Text from a file, fit for a message: one line, printable, short. */
public final class OneLine {
  private static final int LONGEST = 80;

  private OneLine() {}

  public static String of(String text) {
    String printable = text.replaceAll("\\P{Print}", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
