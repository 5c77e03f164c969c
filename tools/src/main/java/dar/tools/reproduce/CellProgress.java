package dar.tools.reproduce;

import dar.tools.progress.ProgressDisplay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many cells are done, which are at work, and about how long the rest takes. */
final class CellProgress {
  private final ProgressDisplay display;
  private final int total;
  private final int missing;
  private final long start = System.nanoTime();
  private int ended;

  /**
   * Begins to count.
   *
   * @param total cells, done or not
   * @param missing those not done yet
   */
  CellProgress(ProgressDisplay display, int total, int missing) {
    this.display = display;
    this.total = total;
    this.missing = missing;
    display.line("%d of %d cells are there already".formatted(total - missing, total));
  }

  void running(List<Cell> cells) {
    String names = cells.stream().map(Cell::name).collect(Collectors.joining(", "));
    display.update("cells, now %s%s".formatted(names, timeLeft()), total - missing + ended, total);
  }

  void ended(Cell cell, Optional<String> failure) {
    ended++;
    display.line(
        "%s %s, %d of %d cells%s"
            .formatted(
                cell.name(),
                failure.map(why -> "failed, " + why).orElse("done"),
                total - missing + ended,
                total,
                timeLeft()));
  }

  /** As long for each cell as it was so far. */
  private String timeLeft() {
    if (ended == 0 || ended == missing) {
      return "";
    }
    Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(ended);
    long seconds = each.multipliedBy(missing - ended).toSeconds();
    return seconds < 120
        ? ", about %d s left".formatted(seconds)
        : ", about %d min left".formatted((seconds + 30) / 60);
  }
}
