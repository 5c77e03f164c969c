package dar.tools.paper;

import static dar.tools.paper.PaperTable.Benchmark.MOSEI;
import static dar.tools.paper.PaperTable.Benchmark.MOSI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dar.training.metric.RegressionMetrics;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  private static final Offset<Double> PRINTED = within(1e-12);

  @Test
  void table1() {
    PaperTable table = PaperTable.table1();
    assertThat(table.on(MOSI)).hasSize(9);
    assertThat(table.on(MOSEI)).hasSize(9);
    assertThat(value(table, "DAR", MOSI, "Mult_acc_7")).isCloseTo(0.3447, PRINTED);
    assertThat(value(table, "DAR", MOSI, "Has0_acc_2")).isCloseTo(0.7160, PRINTED);
    assertThat(value(table, "DAR", MOSI, "Non0_acc_2")).isCloseTo(0.7318, PRINTED);
    assertThat(value(table, "DAR", MOSEI, "MAE")).isCloseTo(0.665, PRINTED);
    assertThat(value(table, "TFR-Net", MOSEI, "Mult_acc_5")).isCloseTo(0.3467, PRINTED);
    assertThat(value(table, "LNLN", MOSI, "Non0_F1_score")).isCloseTo(0.7234, PRINTED);
    assertThat(find(table, "LNLN", MOSI).comment()).contains("LNIN");
  }

  @Test
  void table2() {
    PaperTable table = PaperTable.table2();
    assertThat(table.rows().stream().map(PaperTable.Row::method))
        .containsExactly(
            "without sim",
            "without diff",
            "without sim,diff",
            "without recon",
            "without boot",
            "DAR");
    assertThat(value(table, "without boot", MOSI, "Corr")).isCloseTo(0.475, PRINTED);
    assertThat(table.on(MOSEI)).isEmpty();
  }

  @Test
  void table3() {
    PaperTable table = PaperTable.table3();
    assertThat(table.rows()).hasSize(5);
    assertThat(value(table, "k=0.0", MOSI, "Non0_F1_score")).isCloseTo(0.6310, PRINTED);
    assertThat(value(table, "k=0.2", MOSI, "MAE")).isCloseTo(1.160, PRINTED);
    assertThat(value(table, "k=0.8", MOSI, "Mult_acc_5")).isCloseTo(0.2464, PRINTED);
    assertThat(find(table, "k=0.0", MOSI).comment()).contains("F1 (Non0)");
    assertThat(find(table, "k=0.4", MOSI).comment()).isEmpty();
  }

  /** The model of Table 2's last row is that of Table 1. */
  @Test
  void tablesAgreeAndNameMetricsAsReportsDo() {
    assertThat(find(PaperTable.table2(), "DAR", MOSI).metrics())
        .isEqualTo(find(PaperTable.table1(), "DAR", MOSI).metrics());
    List<String> ours =
        List.copyOf(RegressionMetrics.of(new float[] {1, -1}, new float[] {1, 1}).named().keySet());
    Stream.of(PaperTable.table1(), PaperTable.table2(), PaperTable.table3())
        .flatMap(table -> table.rows().stream())
        .forEach(row -> assertThat(row.metrics().keySet()).hasSameElementsAs(ours));
  }

  private static double value(
      PaperTable table, String method, PaperTable.Benchmark benchmark, String metric) {
    return find(table, method, benchmark).metrics().get(metric);
  }

  private static PaperTable.Row find(
      PaperTable table, String method, PaperTable.Benchmark benchmark) {
    return table.on(benchmark).stream()
        .filter(row -> row.method().equals(method))
        .findFirst()
        .orElseThrow();
  }
}
