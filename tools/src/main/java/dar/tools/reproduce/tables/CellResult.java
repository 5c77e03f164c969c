package dar.tools.reproduce.tables;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.Streams;
import dar.graph.input.BadInputException;
import dar.training.evaluate.SampleErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one finished run measured.
 *
 * @param seed of the training
 * @param test of the model with the smallest validation loss
 * @param valid the same on the validation split, if the run has it
 * @param reconstruction error of the rebuilt inputs, the mean over rates and modalities; NaN if the
 *     run does not have it
 * @param combinations the main metric where only some modalities are present, by their names; empty
 *     if the run does not have it
 * @param perMetric on test, each metric under the model that is best in it on validation
 * @param scores [N] of the main metric, the mean over rates and mask seeds
 * @param errors [N] of the rebuilt inputs, the mean over rates and modalities
 */
record CellResult(
    long seed,
    Curves test,
    Optional<Curves> valid,
    double reconstruction,
    Map<String, Double> combinations,
    Optional<Curves> perMetric,
    Optional<double[]> scores,
    Optional<double[]> errors) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode NONE = MissingNode.getInstance();

  /** Reads a run directory. */
  static CellResult read(Path run, long seed, SampleScores samples) {
    try {
      JsonNode robustness = MAPPER.readTree(run.resolve("robustness.json").toFile());
      Optional<JsonNode> evaluation = json(run.resolve("evaluation.json"));
      Path predictions = run.resolve("predictions.npy");
      Path errors = run.resolve(SampleErrors.FILE);
      return new CellResult(
          seed,
          Curves.of(robustness),
          evaluation.map(found -> Curves.of(found.path("valid"))),
          reconstruction(evaluation),
          combinations(evaluation, samples.metric().key()),
          json(run.resolve("per_metric.json")).map(Curves::ofPerMetric),
          Files.exists(predictions)
              ? Optional.of(samples.read(predictions, robustness.path("cells").size()))
              : Optional.empty(),
          Files.exists(errors)
              ? Optional.of(samples.readErrors(errors, robustness.path("rates").size()))
              : Optional.empty());
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected the files of a finished run, found %s".formatted(run, e.getMessage()), e);
    }
  }

  private static Optional<JsonNode> json(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(MAPPER.readTree(file.toFile())) : Optional.empty();
  }

  private static double reconstruction(Optional<JsonNode> evaluation) {
    return evaluation.stream()
        .flatMap(found -> found.path("reconstruction").findValues("aligned").stream())
        .filter(JsonNode::isNumber) // a modality that the data lack has none
        .mapToDouble(JsonNode::asDouble)
        .average()
        .orElse(Double.NaN);
  }

  private static Map<String, Double> combinations(Optional<JsonNode> evaluation, String metric) {
    Map<String, Double> byModalities = new LinkedHashMap<>();
    for (JsonNode row : evaluation.map(found -> found.path("combinations")).orElse(NONE)) {
      String present =
          Streams.stream(row.path("modalities")).map(JsonNode::asText).collect(joining(", "));
      byModalities.put(present, row.path("metrics").path(metric).asDouble(Double.NaN));
    }
    return byModalities;
  }
}
