package dar.training.evaluate;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dar.graph.input.Modality;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** An evaluation as JSON; a value that is not a number is null there. */
final class EvaluationJson {
  private EvaluationJson() {}

  static ObjectNode tree(Evaluation evaluation) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.set("valid", evaluation.valid().json());
    each(
        root.putArray("reconstruction"),
        evaluation.reconstruction(),
        (node, row) -> {
          node.put("rate", row.rate());
          row.modalities().forEach((m, errors) -> put(node.putObject(m.key()), errors));
        });
    root.set("combinations", Combinations.json(evaluation.combinations()));
    each(
        root.putArray("confusion"),
        evaluation.confusion(),
        (node, row) -> {
          ArrayNode classes = node.put("rate", row.rate()).putArray("classes");
          row.classes().forEach(classes::add);
          ArrayNode counts = node.putArray("counts");
          row.counts().forEach(line -> line.forEach(counts.addArray()::add));
        });
    each(
        root.putArray("gates"),
        evaluation.gates(),
        (node, row) -> {
          node.put("rate", row.rate());
          row.modalities().forEach((m, kinds) -> put(node.putObject(m.key()), kinds));
        });
    ObjectNode histograms = root.putObject("gate_histograms");
    evaluation
        .gateHistograms()
        .forEach(
            (m, kinds) -> {
              ObjectNode node = histograms.putObject(m.key());
              kinds.forEach((kind, counts) -> counts.forEach(node.withArray(kind.key())::add));
            });
    each(root.putArray("embedding"), evaluation.embedding(), EvaluationJson::put);
    return root;
  }

  private static <T> void each(ArrayNode array, List<T> rows, BiConsumer<ObjectNode, T> put) {
    rows.forEach(row -> put.accept(array.addObject(), row));
  }

  private static void put(ObjectNode node, Map<Kind, MeanAndDeviation> kinds) {
    kinds.forEach((kind, value) -> Numbers.put(node.putObject(kind.key()), value));
  }

  private static void put(ObjectNode node, Evaluation.Errors errors) {
    Numbers.put(node, "aligned", errors.aligned());
    Numbers.put(node, "common", errors.common());
    Numbers.put(node, "specific", errors.specific());
  }

  private static void put(ObjectNode node, Evaluation.Group group) {
    node.put("modality", group.modality().key()).put("kind", group.kind().key());
    ArrayNode x = node.putArray("x");
    ArrayNode y = node.putArray("y");
    ArrayNode labels = node.putArray("labels");
    for (Evaluation.Point point : group.points()) {
      x.add(point.x());
      y.add(point.y());
      labels.add(point.label());
    }
  }

  /**
   * Reads what {@link #tree} wrote.
   *
   * @throws IllegalArgumentException where a part is missing or of another kind
   */
  static Evaluation parse(JsonNode root) {
    return new Evaluation(
        report(root.required("valid")),
        list(
            root.required("reconstruction"),
            node ->
                new Evaluation.Reconstruction(
                    node.required("rate").asDouble(),
                    Modality.each(m -> errors(node.required(m.key()))))),
        list(
            root.required("combinations"),
            node ->
                new Evaluation.Combination(
                    list(node.required("modalities"), m -> modality(m)),
                    metrics(node.required("metrics")))),
        list(
            root.required("confusion"),
            node ->
                new Confusion(
                    node.required("rate").asDouble(),
                    list(node.required("classes"), JsonNode::asText),
                    list(node.required("counts"), row -> list(row, JsonNode::asLong)))),
        list(
            root.required("gates"),
            node ->
                new Evaluation.Gates(
                    node.required("rate").asDouble(),
                    Modality.each(
                        m ->
                            Kind.each(
                                kind -> value(node.required(m.key()).required(kind.key())))))),
        Modality.each(
            m ->
                Kind.each(
                    kind ->
                        list(
                            root.required("gate_histograms").required(m.key()).required(kind.key()),
                            JsonNode::asLong))),
        list(root.required("embedding"), EvaluationJson::group));
  }

  private static RobustnessReport report(JsonNode node) {
    return new RobustnessReport(
        node.required("dataset").asText(),
        Split.valueOf(upper(node.required("split"))),
        elements(node.required("cells"))
            .map(
                cell -> {
                  Map<String, Double> metrics = metrics(cell);
                  metrics.keySet().removeAll(List.of("rate", "seed"));
                  return new RobustnessReport.Cell(
                      cell.required("rate").asDouble(), cell.required("seed").asLong(), metrics);
                })
            .collect(toImmutableList()));
  }

  private static Evaluation.Errors errors(JsonNode node) {
    return new Evaluation.Errors(
        number(node.required("aligned")),
        number(node.required("common")),
        number(node.required("specific")));
  }

  private static MeanAndDeviation value(JsonNode node) {
    return new MeanAndDeviation(number(node.required("mean")), number(node.required("std")));
  }

  private static Evaluation.Group group(JsonNode node) {
    List<Evaluation.Point> points = new ArrayList<>();
    for (int i = 0; i < node.required("x").size(); i++) {
      points.add(
          new Evaluation.Point(
              node.required("x").required(i).asDouble(),
              node.required("y").required(i).asDouble(),
              node.required("labels").required(i).asDouble()));
    }
    return new Evaluation.Group(
        modality(node.required("modality")), Kind.valueOf(upper(node.required("kind"))), points);
  }

  private static Modality modality(JsonNode node) {
    return Modality.valueOf(upper(node));
  }

  private static String upper(JsonNode node) {
    return node.asText().toUpperCase(Locale.ROOT);
  }

  private static Map<String, Double> metrics(JsonNode node) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    node.properties().forEach(field -> metrics.put(field.getKey(), number(field.getValue())));
    return metrics;
  }

  private static double number(JsonNode node) {
    return node.isNull() ? Double.NaN : node.asDouble();
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> parse) {
    return elements(array).map(parse).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return Streams.stream(array);
  }
}
