package dar.graph.file;

import java.nio.file.Path;

/** Where the program keeps for its user what takes time to make or to fetch. */
public final class UserFolder {
  private UserFolder() {}

  /** {@code DAR_HOME}, or {@code ~/.cache/dar}. */
  public static Path path() {
    String chosen = System.getProperty("dar.home", System.getenv("DAR_HOME"));
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "dar")
        : Path.of(chosen);
  }
}
