package dar.training.data;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;

/** What a failed write is to the user: a full disk is theirs to mend, anything else is not. */
final class DiskFailure {
  private DiskFailure() {}

  /** The exception to throw in place of {@code failure}. */
  static RuntimeException of(Object target, IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean full =
        Stream.of("no space left", "not enough space", "quota exceeded", "file too large")
            .anyMatch(message::contains);
    if (full) {
      return new BadInputException(
          "%s: expected room to write, found no space left on the device".formatted(target),
          failure);
    }
    return new UncheckedIOException(failure);
  }
}
