package dar.training.table;

import dar.graph.file.OneLine;
import dar.graph.input.Modality;
import dar.training.data.Split;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sample, checked by itself.
 *
 * @param line where it is written
 * @param files of visual and acoustic; a modality that the sample lacks is not a key
 */
record Row(int line, String id, String text, float label, Split split, Map<Modality, Path> files) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  static Row of(TableText table, Cells cells) {
    int line = cells.line();
    String id = cells.get(Columns.ID).strip();
    if (id.isEmpty()) {
      throw table.error(line, Columns.ID, "a name", "nothing");
    }
    for (String column : new String[] {Columns.ID, Columns.TEXT}) {
      // JSON can escape them; no file of ours can hold them.
      if (cells
          .get(column)
          .codePoints()
          .anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
        throw table.error(line, column, "whole characters", "half of a surrogate pair");
      }
    }
    Map<Modality, Path> files = new EnumMap<>(Modality.class);
    for (Modality modality : new Modality[] {Modality.VISUAL, Modality.ACOUSTIC}) {
      String name = cells.get(modality.key()).strip();
      if (!name.isEmpty()) {
        files.put(modality, path(table, line, modality, name));
      }
    }
    return new Row(
        line, id, cells.get(Columns.TEXT), label(table, cells), split(table, cells), files);
  }

  private static Path path(TableText table, int line, Modality modality, String name) {
    try {
      return table.file().resolveSibling(name);
    } catch (InvalidPathException e) {
      throw table.error(line, modality.key(), "a path", OneLine.of(name));
    }
  }

  private static float label(TableText table, Cells cells) {
    String label = cells.get(Columns.LABEL).strip();
    float value = NUMBER.matcher(label).matches() ? Float.parseFloat(label) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw table.error(cells.line(), Columns.LABEL, "a number", OneLine.of(label));
    }
    return value;
  }

  private static Split split(TableText table, Cells cells) {
    String split = cells.get(Columns.SPLIT).strip();
    return Arrays.stream(Split.values())
        .filter(one -> one.key().equals(split))
        .findFirst()
        .orElseThrow(
            () ->
                table.error(
                    cells.line(), Columns.SPLIT, "train, valid or test", OneLine.of(split)));
  }
}
