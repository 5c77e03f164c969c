package dar.training.table;

import dar.graph.file.OneLine;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The columns of a table; those of JSON lines are keys. */
final class Columns {
  static final String ID = "id";
  static final String TEXT = "text";
  static final String LABEL = "label";
  static final String SPLIT = "split";

  private static final List<String> REQUIRED = List.of(ID, TEXT, LABEL, SPLIT);
  private static final Set<String> ALL = Set.of(ID, TEXT, LABEL, SPLIT, "visual", "acoustic");

  private Columns() {}

  /** Checks that all that must be there are, once, and no others. */
  static void check(TableText table, int line, Collection<String> found) {
    boolean fits =
        found.containsAll(REQUIRED)
            && ALL.containsAll(found)
            && found.size() == Set.copyOf(found).size();
    if (!fits) {
      throw table.error(
          line,
          "columns id, text, label, split and perhaps visual, acoustic",
          OneLine.of(found.toString()));
    }
  }
}
