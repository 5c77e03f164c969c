package dar.tools.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.DatasetDescription;
import java.util.Arrays;
import java.util.List;

/** How reports tell the shapes of a set. */
final class Shapes {
  private Shapes() {}

  /** For people: {@code [T, d]}, {@code T tokens} or {@code none}, of each modality in order. */
  static List<String> texts(DatasetDescription set) {
    return Arrays.stream(Modality.values()).map(m -> text(set, m)).toList();
  }

  private static String text(DatasetDescription set, Modality modality) {
    if (modality == Modality.LANGUAGE && set.tokens().isPresent()) {
      return set.tokens().orElseThrow().length() + " tokens";
    }
    ModalityShape shape = set.modalities().get(modality);
    return shape == null ? "none" : "[%d, %d]".formatted(shape.length(), shape.width());
  }

  /** For programs. */
  static ObjectNode json(DatasetDescription set) {
    ObjectNode modalities = JsonNodeFactory.instance.objectNode();
    set.tokens()
        .ifPresent(
            tokens ->
                modalities
                    .putObject(Modality.LANGUAGE.key())
                    .put("kind", "tokens")
                    .put("length", tokens.length())
                    .put("vocabulary", tokens.vocabulary()));
    set.modalities()
        .forEach(
            (m, shape) ->
                modalities
                    .putObject(m.key())
                    .put("kind", "vectors")
                    .put("length", shape.length())
                    .put("width", shape.width()));
    return modalities;
  }
}
