package dar.tools.doctor;

/**
 * What was seen of one thing.
 *
 * @param subject what was looked at
 * @param found what is there, in one line
 * @param advice how to mend it, in one line; empty where nothing is to be done
 */
public record Finding(State state, String subject, String found, String advice) {

  /** How it is. */
  public enum State {
    /** As it should be. */
    OK,
    /** Not there, and nothing needs it. */
    ABSENT,
    /** It works, but not as well as it might. */
    WARNING,
    /** The program does not work without it. */
    BROKEN
  }

  static Finding ok(String subject, String found) {
    return new Finding(State.OK, subject, found, "");
  }

  static Finding absent(String subject, String found, String advice) {
    return new Finding(State.ABSENT, subject, found, advice);
  }

  static Finding warning(String subject, String found, String advice) {
    return new Finding(State.WARNING, subject, found, advice);
  }

  static Finding broken(String subject, String found, String advice) {
    return new Finding(State.BROKEN, subject, found, advice);
  }
}
