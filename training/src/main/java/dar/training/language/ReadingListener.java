package dar.training.language;

import dar.training.data.Split;
import java.nio.file.Path;

/** Is told how the reading of sentences goes on. */
public interface ReadingListener {

  /** So many sentences of a split are read. */
  default void reading(Split split, int done, int total) {}

  /** Nothing is to be read: the vectors are there from an earlier run. */
  default void found(Split split, Path file) {}
}
