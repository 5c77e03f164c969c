package dar.tools.command;

import dar.tools.report.PredictionTable;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Predictions;
import dar.training.missing.MissingRates;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts every sample of a split. */
@Command(
    name = "predict",
    description = "Predict every sample of a split, as tab-separated id, label and prediction.")
public final class PredictCommand implements Runnable {
  @Parameters(paramLabel = "RUN|SAVEDMODEL", description = "A run directory or an exported model.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "A dataset directory or an MMSA pickle.")
  private Path data;

  @Option(
      names = "--split",
      converter = Converters.OfSplit.class,
      defaultValue = "test",
      description = "train, valid or test; ${DEFAULT-VALUE} if not given.")
  private Split split;

  @Option(
      names = "--rate",
      paramLabel = "R",
      converter = Converters.OfRate.class,
      defaultValue = "0",
      description = "The share of steps to erase first; ${DEFAULT-VALUE} if not given.")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      converter = Converters.OfMaskSeed.class,
      defaultValue = "1111",
      description = "Decides which; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Mixin private Output output;

  @Override
  public void run() {
    try (PredictingModel predicting = PredictingModel.open(model);
        Dataset dataset = Home.ofUser().open(data)) {
      predicting.requireFits(dataset);
      PredictionTable table =
          new PredictionTable(
              dataset,
              split,
              Predictions.of(
                  predicting.predictor(), dataset, split, MissingRates.uniform(rate), seed));
      output.result(table::text, table::json);
    }
  }
}
