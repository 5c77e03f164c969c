package dar.tools.serve.model;

/**
 * A loaded version and how many have it. It is closed when all have given it back, first among them
 * whoever loaded it.
 */
final class Lease {
  private final ServedVersion version;
  private final Runnable closed;
  private int holders = 1;

  /**
   * Has one holder, the caller.
   *
   * @param closed is run when the version has been closed
   */
  Lease(ServedVersion version, Runnable closed) {
    this.version = version;
    this.closed = closed;
  }

  ServedVersion version() {
    return version;
  }

  /** One holder more; false if it has been given back by all. */
  synchronized boolean take() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  /** One holder less. */
  synchronized void giveBack() {
    holders--;
    if (holders == 0) {
      // Not here: this may be a thread of the version, which closing waits for.
      new Thread(this::close, "unload " + version.name()).start();
    }
  }

  private void close() {
    try {
      version.close();
    } finally {
      closed.run();
    }
  }
}
