package dar.training.tfrecord;

import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the features of a record are called, and what they hold. Those that a model takes have the
 * names of its inputs, so that {@code classify} and {@code regress} of an export understand the
 * records as they are.
 *
 * <pre>
 * id, text                      texts
 * labels                        float, an intensity or the number of a class
 * MODALITY_length               whole number, steps that are real; for each modality that the set has
 * language, visual, acoustic    floats [T, d]
 * language_ids, language_mask   whole numbers [T], in place of language where it is tokens
 * factors_NAME                  floats [width], of synthetic sets only
 * </pre>
 *
 * @param data of the set that the records are of
 * @param factors the width of each factor of a synthetic set, by its name
 */
record FeatureSpec(RecordKind kind, DatasetDescription data, Map<String, Integer> factors) {
  static final Column ID = Column.text("id");
  static final Column TEXT = Column.text("text");
  static final Column LABEL = Column.number(InputNames.LABELS);
  static final String FACTORS = "factors_";

  FeatureSpec {
    factors = new TreeMap<>(factors);
  }

  /** The features that the records of a set have. */
  static FeatureSpec of(RecordKind kind, Dataset data) {
    Map<String, Integer> factors = new TreeMap<>();
    for (String name : data.factorNames()) {
      factors.put(name, data.factors(Split.TRAIN, name).orElseThrow()[0].length);
    }
    return new FeatureSpec(kind, data.description(), factors);
  }

  /** All features. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(ID, TEXT, LABEL));
    for (Modality modality : Modality.values()) {
      if (data.includes(modality)) {
        columns.add(length(modality));
      }
    }
    tokens().ifPresent(columns::add);
    mask().ifPresent(columns::add);
    data.modalities().keySet().forEach(modality -> columns.add(vectors(modality)));
    factors.keySet().forEach(name -> columns.add(factor(name)));
    return columns;
  }

  Column length(Modality modality) {
    return Column.count(modality.key() + "_length");
  }

  Column vectors(Modality modality) {
    var shape = data.modalities().get(modality);
    return new Column(
        modality.key(), Column.Type.FLOAT, List.of(shape.length(), shape.width()), true);
  }

  Optional<Column> tokens() {
    return tokens(InputNames.LANGUAGE_IDS);
  }

  Optional<Column> mask() {
    return tokens(InputNames.LANGUAGE_MASK);
  }

  private Optional<Column> tokens(String name) {
    return data.tokens()
        .map(shape -> new Column(name, Column.Type.WHOLE, List.of(shape.length()), true));
  }

  Column factor(String name) {
    return new Column(FACTORS + name, Column.Type.FLOAT, List.of(factors.get(name)), false);
  }
}
