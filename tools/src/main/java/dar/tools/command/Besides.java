package dar.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.BadInputException;
import dar.tools.report.CombinationTable;
import dar.tools.report.DecouplingTable;
import dar.tools.report.GridTable;
import dar.training.data.Dataset;
import dar.training.evaluate.Combinations;
import dar.training.evaluate.Decoupling;
import dar.training.evaluate.Evaluation;
import dar.training.evaluate.MissingGrid;
import dar.training.program.Program;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an evaluation measures beside the missing rates, where it is asked to.
 *
 * @param combinations none where they were not asked for
 */
record Besides(
    Optional<Decoupling> decoupling,
    List<Evaluation.Combination> combinations,
    Optional<MissingGrid> grid) {

  static Decoupling decoupling(Program program, Dataset dataset) {
    return Decoupling.measure(program, dataset)
        .orElseThrow(
            () ->
                new BadInputException(
                    "--probe: expected a synthetic set with known factors, found none in "
                        + dataset.description().name()));
  }

  /** A table of each, an empty line before it. */
  String text() {
    return Stream.of(
            decoupling.map(DecouplingTable::of).stream(),
            Stream.of(combinations).filter(all -> !all.isEmpty()).map(CombinationTable::of),
            grid.map(GridTable::of).stream())
        .flatMap(tables -> tables)
        .map(table -> "\n" + table)
        .collect(Collectors.joining());
  }

  void putInto(ObjectNode root) {
    decoupling.ifPresent(found -> root.set("decoupling", DecouplingTable.json(found)));
    if (!combinations.isEmpty()) {
      root.set("combinations", Combinations.json(combinations));
    }
    grid.ifPresent(found -> root.set("grid", found.json()));
  }
}
