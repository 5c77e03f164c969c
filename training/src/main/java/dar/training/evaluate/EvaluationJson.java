package dar.training.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes an evaluation as JSON; a value that is not a number is null there. */
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
    kinds.forEach((kind, value) -> JsonNumbers.put(node.putObject(kind.key()), value));
  }

  private static void put(ObjectNode node, Evaluation.Errors errors) {
    node.put("aligned", JsonNumbers.finite(errors.aligned()))
        .put("common", JsonNumbers.finite(errors.common()))
        .put("specific", JsonNumbers.finite(errors.specific()));
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
}
