package dar.tools.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private static Grid grid(String... settings) {
    return new Grid(new Base("default", Optional.empty(), List.of(settings)));
  }

  @Test
  void theCellsOfTheTables() {
    assertThat(names(Target.TABLE1)).containsExactly("full-seed1", "full-seed2", "full-seed3");
    assertThat(names(Target.TABLE2))
        .hasSize(18)
        .contains("without-sim-seed1", "without-sim-diff-seed2", "full-seed3");
    assertThat(names(Target.TABLE3)).hasSize(15).contains("k0.0-seed1", "k0.8-seed3");
    assertThat(names(Target.FIGURE4)).hasSize(18).contains("k0.4-seed2", "full-seed1");
    assertThat(names(Target.BEYOND)).hasSize(12).contains("per-modality-seed1", "adaptive-seed3");
  }

  /** The full model, five ablations, five rates and three beyond the paper. */
  @Test
  void whatTablesShareIsTrainedOnce() {
    assertThat(grid().cells(List.of(Target.values()), SEEDS))
        .hasSize(14 * 3)
        .doesNotHaveDuplicates();
  }

  @Test
  void theConfiguredRateIsTheFullModel() {
    Grid mosei = grid("missing.rate=0.4");
    assertThat(mosei.cell(Variant.rate(0.4), 2)).isEqualTo(mosei.cell(Variant.FULL, 2));
    assertThat(mosei.cell(Variant.rate(0.2), 2).name()).isEqualTo("k0.2-seed2");
    Grid own = grid("missing.rate=0.4", "missing.visual=0.1");
    assertThat(own.cell(Variant.rate(0.4), 2).name()).isEqualTo("k0.4-seed2");
  }

  @Test
  void aCellIsItsSettingsOverTheBase() {
    Grid grid = grid("training.epochs=7");
    Cell cell = grid.cell(Variant.without("sim,diff"), 2);
    assertThat(cell.settings()).containsExactly("loss.without=[sim,diff]");
    assertThat(grid.text(cell)).contains("seed: 2", "epochs: 7", "- sim", "- diff", "alpha: 0.1");
    assertThat(grid.text(grid.cell(Variant.rate(0), 1))).contains("rate: 0.0");
  }

  @Test
  void whatTheExperimentsVaryIsNotGivenBeforehand() {
    assertThatThrownBy(() -> grid("loss.without=sim"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("loss.without: expected none in what the experiments vary, found [SIM]");
  }

  private static List<String> names(Target target) {
    return grid().cells(List.of(target), SEEDS).stream().map(Cell::name).toList();
  }
}
