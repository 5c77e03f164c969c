package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.Floats;
import dar.graph.input.BertShape;
import dar.graph.input.Hyperparameters;
import dar.graph.input.LanguageModel;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.data.NpyMatrix;
import dar.training.data.Split;
import dar.training.missing.MissingRates;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is measured of a model, of vectors and of sentences; its values are random. */
class TrainedRunTest {
  private static final Hyperparameters SMALL = new Hyperparameters(2, 8, 2, 8, 1, 1, 4, 0);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int TEST = 70; // a batch and a part of one

  @TempDir private Path folder;

  private Dataset data(SyntheticOptions options) {
    Path path = folder.resolve("data");
    Synthetic.write(path, options.withCounts(8, 10, TEST), 3);
    return Dataset.open(path);
  }

  private static GraphProgram program(ModelSpec spec) {
    return new GraphProgram(spec, Configuration.DEFAULT.step(Schedule.constant(1e-3)), 4);
  }

  private static ModelSpec vectors(Dataset data) {
    return new ModelSpec(data.description().modalities(), data.description().task(), SMALL);
  }

  private static ModelSpec sentences(Dataset data) {
    int tokens = data.tokens().orElseThrow().length();
    BertShape bert =
        new BertShape(data.tokens().orElseThrow().vocabulary(), 8, 1, 2, 12, tokens, 2, 1e-12);
    return vectors(data).reading(new LanguageModel(bert, false), tokens);
  }

  @Test
  void onePassGivesWhatManyWould() {
    try (Dataset data = data(SyntheticOptions.vectors());
        GraphProgram program = program(vectors(data))) {
      check(data, program);
    }
  }

  @Test
  void sentencesReadBeforehandAreThoseThatTheModelReads() {
    try (Dataset data = data(SyntheticOptions.demo());
        GraphProgram program = program(sentences(data))) {
      check(data, program);
    }
  }

  private static void check(Dataset data, GraphProgram program) {
    List<Integer> told = new ArrayList<>();
    TrainedRun run =
        TrainedRun.measure(
            program,
            data,
            (done, total) -> {
              assertThat(done).isLessThanOrEqualTo(total);
              told.add(total - done);
            });
    assertThat(told.get(told.size() - 1)).isZero();

    Robustness alone =
        Robustness.measure(
            program, data, Split.TEST, Robustness.RATES, Robustness.SEEDS, done -> {});
    assertThat(run.robustness().report()).isEqualTo(alone.report());
    for (int cell = 0; cell < alone.predictions().size(); cell++) {
      assertThat(run.robustness().predictions().get(cell)).isEqualTo(alone.predictions().get(cell));
    }
    Evaluation evaluation = run.evaluation();
    assertThat(evaluation.valid())
        .isEqualTo(
            Robustness.measure(
                    program, data, Split.VALID, Robustness.RATES, List.of(1111L), done -> {})
                .report());
    checkCombinations(data, program, evaluation);
    checkShapes(evaluation);
    assertThat(run.embedded().ids()).isEqualTo(data.ids(Split.TEST));
  }

  private static void checkCombinations(Dataset data, GraphProgram program, Evaluation evaluation) {
    assertThat(evaluation.combinations()).hasSize(7);
    assertThat(evaluation.combinations().get(6).modalities()).containsExactly(Modality.values());
    assertThat(evaluation.combinations())
        .isEqualTo(Combinations.measure(program, data, Split.TEST, (done, total) -> {}));
    Map<Modality, Double> rates = new EnumMap<>(Modality.class);
    rates.put(Modality.LANGUAGE, 1.0);
    rates.put(Modality.ACOUSTIC, 1.0);
    float[] visual = Predictions.of(program, data, Split.TEST, new MissingRates(rates, 1), 1111);
    assertThat(evaluation.combinations().get(1))
        .isEqualTo(Combinations.score(data, Split.TEST, List.of(Modality.VISUAL), visual));
  }

  private static void checkShapes(Evaluation evaluation) {
    assertThat(evaluation.reconstruction()).hasSize(10);
    evaluation
        .reconstruction()
        .forEach(
            row -> row.modalities().values().forEach(e -> assertThat(e.common()).isPositive()));
    assertThat(evaluation.confusion().stream().map(Confusion::rate)).containsExactly(0.0, 0.5, 0.9);
    evaluation
        .confusion()
        .forEach(
            confusion ->
                assertThat(
                        confusion.counts().stream()
                            .flatMap(List::stream)
                            .mapToLong(count -> count)
                            .sum())
                    .isEqualTo(TEST));
    assertThat(evaluation.gates()).hasSize(10);
    long values = (long) TEST * SMALL.steps() * SMALL.width();
    evaluation
        .gateHistograms()
        .values()
        .forEach(
            kinds ->
                kinds
                    .values()
                    .forEach(
                        counts ->
                            assertThat(counts.stream().mapToLong(count -> count).sum())
                                .isEqualTo(values)));
    assertThat(evaluation.embedding()).hasSize(6);
    evaluation.embedding().forEach(group -> assertThat(group.points()).hasSize(TEST));
  }

  @Test
  void theGridHoldsWhatIsMeasuredAlone() {
    try (Dataset data = data(SyntheticOptions.demo());
        GraphProgram program = program(sentences(data))) {
      List<Double> rates = List.of(0.0, 0.6);
      List<Long> seeds = List.of(1111L, 1112L);
      MissingGrid grid =
          MissingGrid.measure(program, data, Split.TEST, rates, seeds, (done, total) -> {});
      assertThat(grid.rows()).hasSize(8);
      RobustnessReport uniform =
          Robustness.measure(program, data, Split.TEST, rates, seeds, done -> {}).report();
      assertThat(grid.rows().get(0).metrics()).isEqualTo(uniform.byRate().get(0.0));
      assertThat(grid.rows().get(7).metrics()).isEqualTo(uniform.byRate().get(0.6));
      assertThat(grid.rows().get(1).rates())
          .containsExactlyEntriesOf(
              new EnumMap<>(
                  Map.of(Modality.LANGUAGE, 0.0, Modality.VISUAL, 0.0, Modality.ACOUSTIC, 0.6)));
    }
  }

  @Test
  void filesAreReadBack() throws IOException {
    try (Dataset data = data(SyntheticOptions.vectors());
        GraphProgram program = program(vectors(data))) {
      TrainedRun run = TrainedRun.measure(program, data, (done, total) -> {});
      run.robustness().write(folder, data.description().task().outputs());
      run.evaluation().write(folder);
      run.reconstruction().write(folder);
      checkFile(run.evaluation());
      assertThat(folder.resolve("robustness.json")).isNotEmptyFile();
      NpyMatrix predictions = NpyMatrix.read(folder.resolve("predictions.npy"));
      assertThat(List.of(predictions.rows(), predictions.width())).containsExactly(30, TEST);
      assertThat(predictions.values())
          .isEqualTo(Floats.concat(run.robustness().predictions().toArray(new float[0][])));
      NpyMatrix errors = NpyMatrix.read(folder.resolve("reconstruction.npy"));
      assertThat(List.of(errors.rows(), errors.width())).containsExactly(10, TEST);
      assertThat(
              IntStream.range(0, TEST).mapToDouble(i -> errors.values()[i]).average().orElseThrow())
          .isCloseTo(
              run.evaluation().reconstruction().get(0).modalities().values().stream()
                  .mapToDouble(Evaluation.Errors::aligned)
                  .average()
                  .orElseThrow(),
              within(1e-6));
    }
  }

  private void checkFile(Evaluation evaluation) throws IOException {
    JsonNode file = MAPPER.readTree(folder.resolve("evaluation.json").toFile());
    assertThat(file.get("valid")).hasToString(evaluation.valid().json().toString());
    assertThat(file.at("/reconstruction/9/visual/common").asDouble())
        .isEqualTo(evaluation.reconstruction().get(9).modalities().get(Modality.VISUAL).common());
    assertThat(file.at("/combinations/6/modalities")).hasSize(3);
    assertThat(file.at("/combinations/6/metrics/MAE").asDouble())
        .isEqualTo(evaluation.combinations().get(6).metrics().get("MAE"));
    assertThat(file.at("/confusion/2/rate").asDouble()).isEqualTo(0.9);
    assertThat(file.at("/confusion/2/counts"))
        .hasToString(MAPPER.writeValueAsString(evaluation.confusion().get(2).counts()));
    assertThat(file.at("/gates/5/acoustic/specific/std").asDouble())
        .isEqualTo(
            evaluation
                .gates()
                .get(5)
                .modalities()
                .get(Modality.ACOUSTIC)
                .get(Kind.SPECIFIC)
                .deviation());
    assertThat(file.at("/gate_histograms/language/common"))
        .hasToString(
            MAPPER.writeValueAsString(
                evaluation.gateHistograms().get(Modality.LANGUAGE).get(Kind.COMMON)));
    Evaluation.Group group = evaluation.embedding().get(1);
    assertThat(file.at("/embedding/1/modality").asText()).isEqualTo(group.modality().key());
    assertThat(file.at("/embedding/1/kind").asText()).isEqualTo(group.kind().key());
    assertThat(file.at("/embedding/1/y/7").asDouble()).isEqualTo(group.points().get(7).y());
  }
}
