package dar.tools.serve;

import com.linecorp.armeria.common.FlagsProvider;

/** What Armeria takes from the whole process. */
public final class ServingFlags implements FlagsProvider {
  /** For the rest of a request that was answered early to arrive; many clients wait for the end. */
  private static final long CLOSE_DELAY = 100; // ms

  @Override
  public int priority() {
    return 0; // below those of the command line
  }

  @Override
  public Long defaultHttp1ConnectionCloseDelayMillis() {
    return CLOSE_DELAY;
  }
}
