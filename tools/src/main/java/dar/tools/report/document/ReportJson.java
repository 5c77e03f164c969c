package dar.tools.report.document;

import static dar.training.evaluate.JsonNumbers.finite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A report, or one table of it, for programs: all numbers in full; what is not one is null. */
public final class ReportJson {
  private ReportJson() {}

  static String of(Report report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("title", report.title()).put("subtitle", report.subtitle());
    root.set("sections", tree(report.sections()));
    return text(root);
  }

  /** Sections alone. */
  public static ArrayNode tree(List<Report.Section> sections) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Report.Section section : sections) {
      ObjectNode node = all.addObject();
      node.put("heading", section.heading()).put("prose", section.prose());
      ArrayNode elements = node.putArray("elements");
      section.elements().forEach(element -> elements.add(tree(element)));
    }
    return all;
  }

  static String of(Table table) {
    return text(tree(table));
  }

  private static String text(ObjectNode root) {
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode tree(Report.Element element) {
    if (element instanceof Table table) {
      return tree(table);
    }
    if (element instanceof LineChart chart) {
      return tree(chart);
    }
    if (element instanceof Scatter scatter) {
      return tree(scatter);
    }
    return tree((Heatmap) element);
  }

  private static ObjectNode begin(String kind, Report.Element element) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("name", element.name())
        .put("title", element.title());
  }

  private static ObjectNode tree(Table table) {
    ObjectNode node = begin("table", table);
    FlatTable flat = FlatTable.of(table);
    flat.columns().forEach(node.putArray("columns")::add);
    ArrayNode rows = node.putArray("rows");
    for (List<Optional<Object>> row : flat.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> cells.addPOJO(cell.orElse(null)));
    }
    return node;
  }

  private static ObjectNode tree(LineChart chart) {
    ObjectNode node = begin("lines", chart).put("x", chart.x()).put("y", chart.y());
    ArrayNode lines = node.putArray("lines");
    for (LineChart.Line line : chart.lines()) {
      ArrayNode points = lines.addObject().put("name", line.name()).putArray("points");
      for (LineChart.Point point : line.points()) {
        points
            .addObject()
            .put("x", finite(point.x()))
            .put("y", finite(point.y()))
            .put("low", finite(point.low()))
            .put("high", finite(point.high()));
      }
    }
    return node;
  }

  private static ObjectNode tree(Scatter scatter) {
    ObjectNode node = begin("scatter", scatter);
    ArrayNode groups = node.putArray("groups");
    for (Scatter.Group group : scatter.groups()) {
      ArrayNode points = groups.addObject().put("name", group.name()).putArray("points");
      for (Scatter.Point point : group.points()) {
        points.addObject().put("x", finite(point.x())).put("y", finite(point.y()));
      }
    }
    return node;
  }

  private static ObjectNode tree(Heatmap map) {
    ObjectNode node = begin("heatmap", map).put("x", map.x()).put("y", map.y());
    map.columns().forEach(node.putArray("columns")::add);
    map.rows().forEach(node.putArray("rows")::add);
    ArrayNode values = node.putArray("values");
    for (List<Double> row : map.values()) {
      ArrayNode cells = values.addArray();
      row.forEach(value -> cells.add(finite(value)));
    }
    return node;
  }
}
