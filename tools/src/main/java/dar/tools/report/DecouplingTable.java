package dar.tools.report;

import static dar.training.evaluate.JsonNumbers.finite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.tools.report.document.Table;
import dar.training.evaluate.Decoupling;

/** What a linear probe finds of the known factors, a row a modality. */
public final class DecouplingTable {
  private DecouplingTable() {}

  public static String of(Decoupling decoupling) {
    TextTable table = new TextTable();
    table.row(
        "R2 of a linear probe",
        "common in H^com",
        "common in H^spec",
        "own in H^com",
        "own in H^spec");
    decoupling
        .modalities()
        .forEach(
            (modality, row) ->
                table.row(
                    modality.key(),
                    cell(row.commonInCommon()),
                    cell(row.commonInSpecific()),
                    cell(row.ownInCommon()),
                    cell(row.ownInSpecific())));
    return table.toString();
  }

  private static String cell(double score) {
    return TextTable.number(Table.Unit.PLAIN, score, Double.NaN);
  }

  /** Per modality the four scores and whether each factor is found better where it belongs. */
  public static ObjectNode json(Decoupling decoupling) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    decoupling
        .modalities()
        .forEach(
            (modality, row) ->
                root.putObject(modality.key())
                    .put("common_in_common", finite(row.commonInCommon()))
                    .put("common_in_specific", finite(row.commonInSpecific()))
                    .put("own_in_common", finite(row.ownInCommon()))
                    .put("own_in_specific", finite(row.ownInSpecific()))
                    .put("decoupled", row.isDecoupled()));
    return root;
  }
}
