package dar.training.data;

/** Text from a file, fit for a message: one line, printable, short. */
public final class OneLine {
  private static final int LONGEST = 80;
  private static final String UNPRINTABLE = "[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]";

  private OneLine() {}

  public static String of(String text) {
    if (text.isEmpty()) {
      return "nothing";
    }
    String printable = text.replaceAll(UNPRINTABLE, "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
