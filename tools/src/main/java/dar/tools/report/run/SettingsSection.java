package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code config.yaml}: every setting under the name that {@code --set} knows. */
final class SettingsSection {
  private SettingsSection() {}

  static Optional<Report.Section> of(Path run) {
    return RunFile.yaml(run.resolve("config.yaml"))
        .map(
            configuration -> {
              List<List<Table.Cell>> rows = new ArrayList<>();
              put(rows, "", configuration);
              return new Report.Section(
                  "Settings",
                  "",
                  List.of(
                      new Table("settings", "All settings", List.of("setting", "value"), rows)));
            });
  }

  private static void put(List<List<Table.Cell>> rows, String prefix, JsonNode settings) {
    for (Map.Entry<String, JsonNode> setting : settings.properties()) {
      String name = prefix + setting.getKey();
      if (setting.getValue().isObject()) {
        put(rows, name + ".", setting.getValue());
      } else {
        String value =
            setting.getValue().isTextual()
                ? setting.getValue().asText()
                : setting.getValue().toString();
        rows.add(List.of(new Table.Words(name), new Table.Words(value)));
      }
    }
  }
}
