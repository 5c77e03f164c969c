package dar.training.evaluate;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import dar.graph.input.Modality;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads an evaluation from JSON, where null stands for what is not a number. */
final class EvaluationReader {
  private EvaluationReader() {}

  /**
   * Reads what {@link EvaluationJson} wrote.
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
                    list(node.required("modalities"), EvaluationReader::modality),
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
        list(root.required("embedding"), EvaluationReader::group));
  }

  private static RobustnessReport report(JsonNode node) {
    return new RobustnessReport(
        node.required("dataset").asText(),
        Split.valueOf(upper(node.required("split"))),
        Streams.stream(node.required("cells"))
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
    return Streams.stream(array).map(parse).toList();
  }
}
