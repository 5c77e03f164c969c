package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path on a small set: data, training, evaluation, prediction, export. */
class TrainToPredictionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void dataTrainEvaluatePredictExport() throws IOException {
    Path data = folder.resolve("data with spaces");
    CommandLineRun synth = run("data", "synth", "--preset", "vectors", "--out", data, "--seed", 3);
    assertThat(synth.out()).contains("vectors: regression", "train", "512", "[16, 24]", "labels");
    JsonNode shown = MAPPER.readTree(run("data", "inspect", data, "--json").out());
    assertThat(shown.at("/splits/test/samples").asInt()).isEqualTo(192);

    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            model: {steps: 2, width: 8, heads: 2, feed_forward: 8, lstm_width: 4, encoder_layers: 1}
            training: {epochs: 3, patience: 1}
            optimizer: {learning_rate: 1e-3}
            """);
    Path out = folder.resolve("run");
    CommandLineRun trained =
        run(
            "train",
            "--data",
            data,
            "--out",
            out,
            "--config",
            config,
            "--seed",
            5,
            "--without",
            "sim,boot",
            "--set",
            "training.epochs=1",
            "--set",
            "training.select=MAE");
    assertThat(
            trained
                .out()
                .lines()
                .filter(line -> line.matches("(0\\.\\d|average|AUILC) .*"))
                .toList())
        .hasSize(12);
    assertThat(trained.out()).contains("missing", "Acc-2 Has0", "MAE", "dar evaluate " + out);
    assertThat(trained.err()).contains("epoch 1/1", "best");
    assertThat(Files.readString(out.resolve("config.yaml")))
        .contains("seed: 5", "epochs: 1", "patience: 1", "- sim", "- boot");
    JsonNode written = MAPPER.readTree(out.resolve("robustness.json").toFile());
    assertThat(written.at("/by_rate/0.9/MAE/mean").isNumber()).isTrue();
    assertThat(written.at("/auilc/MAE/mean").isNumber()).isTrue();
    assertThat(out.resolve("predictions.npy")).hasSize(128 + 30 * 192 * Float.BYTES);
    assertThat(out.resolve("tensorboard/embedding/projector_config.pbtxt")).exists();
    String evaluation = Files.readString(out.resolve("evaluation.json"));
    assertThat(MAPPER.readTree(evaluation).get("combinations")).hasSize(7);
    JsonNode best = MAPPER.readTree(out.resolve("per_metric.json").toFile()).at("/metrics/MAE");
    assertThat(best.get("epoch").asInt()).isEqualTo(1);
    assertThat(best.at("/by_rate/0.9")).isEqualTo(written.at("/by_rate/0.9/MAE"));

    JsonNode again = MAPPER.readTree(run("train", "--resume", out, "--json").out());
    assertThat(again.get("epochs").asInt()).isEqualTo(1);
    assertThat(again.get("robustness")).isEqualTo(written);
    assertThat(Files.readString(out.resolve("evaluation.json"))).isEqualTo(evaluation);
    assertThat(out.resolve("tensorboard/valid").toFile().list()).hasSize(1);

    Path own = out.resolve("checkpoints/best/variables");
    JsonNode evaluated =
        MAPPER.readTree(run("evaluate", out, "--rates", "0,0.9", "--weights", own, "--json").out());
    assertThat(evaluated.at("/by_rate/0.9")).isEqualTo(written.at("/by_rate/0.9"));
    assertThat(run("evaluate", out, "--rates", "0", "--missing", "visual,language").out())
        .contains("without visual, language");
    assertThat(run("evaluate", out, "--rates", "0", "--probe").out())
        .containsPattern("language +-?[0-9.]+ +-?[0-9.]+ +-?[0-9.]+ +-?[0-9.]+\n");

    CommandLineRun besides =
        run(
            "evaluate",
            out,
            "--rates",
            "0",
            "--seeds",
            "1111",
            "--combinations",
            "--grid",
            "0,0.9");
    assertThat(besides.out())
        .contains("complete, the others missing", "language + acoustic")
        .containsPattern("0.9 +0.0 +0.9 +[0-9.]+ ±0.000 ");
    JsonNode json =
        MAPPER.readTree(
            run("evaluate", out, "--rates", "0", "--combinations", "--grid", "0.9", "--json")
                .out());
    assertThat(json.get("combinations")).isEqualTo(MAPPER.readTree(evaluation).get("combinations"));
    assertThat(json.at("/grid/0/rates/visual").asDouble()).isEqualTo(0.9);
    assertThat(json.at("/grid/0/metrics")).isEqualTo(written.at("/by_rate/0.9"));

    String predicted = run("predict", out, "--data", data, "--rate", "0.5").out();
    List<String> lines = predicted.lines().toList();
    assertThat(lines).hasSize(193);
    assertThat(lines.get(0)).isEqualTo("id\tlabel\tprediction");
    assertThat(lines.get(1)).matches("test-0\t-?[0-9.e-]+\t-?[0-9.e-]+");

    Path exported = folder.resolve("exported");
    assertThat(run("export", out, "--out", exported, "--version", 7).out())
        .contains("dar predict " + exported.resolve("7"));
    assertThat(run("predict", exported, "--data", data, "--rate", "0.5").out())
        .isEqualTo(predicted);

    export(out, folder.resolve("models"), data, predicted);
  }

  private static void export(Path run, Path models, Path data, String predicted)
      throws IOException {
    JsonNode whole =
        MAPPER.readTree(
            run("export", run, "--out", models, "--name", "demo", "--verify", "--json").out());
    assertThat(whole.at("/verification/holds").asBoolean()).isTrue();
    assertThat(whole.at("/verification/largest_difference").size()).isEqualTo(4);
    assertThat(whole.at("/warm_up_with_data").asBoolean()).isTrue();
    assertThat(models.resolve("demo/1/assets/labels.json")).content().contains("negative");
    assertThat(models.resolve("models.config")).content().contains("/models/demo");

    String slim = run("export", run, "--out", models, "--name", "slim", "--slim", "--verify").out();
    assertThat(slim)
        .containsPattern("regress +[0-9.]+e[-+][0-9]+\n")
        .containsPattern("whole +[0-9.]+ MB +[0-9.]+ ms +[0-9.]+ ms\n")
        .containsPattern("slim +[0-9.]+ MB +[0-9.]+ ms +[0-9.]+ ms\n");
    assertThat(models.resolve("models.config")).content().contains("/models/demo", "/models/slim");
    assertThat(models.resolve("batching.config")).content().contains("max_batch_size");
    assertThat(run("predict", models.resolve("slim"), "--data", data, "--rate", "0.5").out())
        .isEqualTo(predicted);

    Files.move(data, data.resolveSibling("moved"));
    assertThat(run("export", run, "--out", models, "--name", "late").out())
        .contains("The data of the run are not there");
    CommandLineRun untried = CommandLineRun.of("export", run, "--out", models, "--slim");
    assertThat(untried.code()).isEqualTo(2);
    assertThat(models.resolve("1")).doesNotExist();
  }

  private static CommandLineRun run(Object... args) {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }
}
