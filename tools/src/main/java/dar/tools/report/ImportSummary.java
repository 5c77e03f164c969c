package dar.tools.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Modality;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import java.util.ArrayList;
import java.util.List;

/** What {@code dar data import} tells of an import. */
public record ImportSummary(ImportReport report) {

  /** For people. */
  public String text() {
    TextTable table = new TextTable().row("", "language", "visual", "acoustic").row(shapes());
    for (Split split : Split.values()) {
      List<String> row = new ArrayList<>(List.of("absent in " + split.key()));
      for (Modality m : Modality.values()) {
        row.add(
            "%d of %d"
                .formatted(
                    report.absent().get(split).get(m), report.description().counts().get(split)));
      }
      table.row(row);
    }
    List<String> cleaned = new ArrayList<>(List.of("not finite, now 0"));
    List<String> clamped = new ArrayList<>(List.of("lengths cut to T"));
    for (Modality m : Modality.values()) {
      cleaned.add(Long.toString(report.cleaned().getOrDefault(m, 0L)));
      clamped.add(Integer.toString(report.clamped().getOrDefault(m, 0)));
    }
    return table.row(cleaned).row(clamped).toString();
  }

  private List<String> shapes() {
    List<String> row = new ArrayList<>(List.of("[T, d]"));
    row.addAll(Shapes.texts(report.description()));
    return row;
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", report.description().name());
    root.set("modalities", Shapes.json(report.description()));
    ObjectNode samples = root.putObject("samples");
    report.description().counts().forEach((split, count) -> samples.put(split.key(), count));
    ObjectNode absent = root.putObject("absent");
    report
        .absent()
        .forEach(
            (split, counts) -> {
              ObjectNode node = absent.putObject(split.key());
              counts.forEach((m, count) -> node.put(m.key(), count));
            });
    ObjectNode cleaned = root.putObject("cleaned");
    report.cleaned().forEach((m, count) -> cleaned.put(m.key(), count));
    ObjectNode clamped = root.putObject("clamped");
    report.clamped().forEach((m, count) -> clamped.put(m.key(), count));
    return root;
  }
}
