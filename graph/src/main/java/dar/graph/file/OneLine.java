package dar.graph.file;

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
    if (printable.length() <= LONGEST) {
      return printable;
    }
    boolean half = Character.isHighSurrogate(printable.charAt(LONGEST - 1));
    return printable.substring(0, half ? LONGEST - 1 : LONGEST) + "...";
  }
}
