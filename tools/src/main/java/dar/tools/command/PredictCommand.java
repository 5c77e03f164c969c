package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.tools.report.PredictionTable;
import dar.tools.report.UtterancePrediction;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Predictions;
import dar.training.evaluate.Robustness;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts every sample of a split, or one utterance. */
@Command(
    name = "predict",
    description = {
      "Predict every sample of a split, as tab-separated id, label and prediction;",
      "or one utterance: what of it is not given is missing."
    })
public final class PredictCommand implements Runnable {
  @Parameters(paramLabel = "RUN|SAVEDMODEL", description = "A run directory or an exported model.")
  private Path model;

  @ArgGroup(exclusive = false, heading = "A split:%n")
  private OfSplit ofSplit;

  @ArgGroup(exclusive = false, heading = "One utterance:%n")
  private OfUtterance ofUtterance;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  /** Which samples. */
  static final class OfSplit {
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
        defaultValue = "" + Robustness.SEED,
        description = "Decides which; ${DEFAULT-VALUE} if not given.")
    private long seed;
  }

  /** What an utterance is made of. */
  static final class OfUtterance {
    @Option(names = "--text", paramLabel = "TEXT", description = "What was said.")
    private String text;

    @Option(
        names = "--visual",
        paramLabel = "F.npy",
        description = "Features of the face, [T, d]; cut or filled to the model's T.")
    private Path visual;

    @Option(
        names = "--acoustic",
        paramLabel = "F.npy",
        description = "Features of the voice, [T, d]; cut or filled to the model's T.")
    private Path acoustic;
  }

  @Override
  public void run() {
    if ((ofSplit == null) == (ofUtterance == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected either --data, or --text, --visual and --acoustic, found %s"
              .formatted(ofSplit == null ? "neither" : "both"));
    }
    if (ofSplit == null) {
      utterance();
    } else {
      split();
    }
  }

  private void split() {
    try (PredictingModel predicting = PredictingModel.open(model);
        Dataset dataset = Home.ofUser().open(ofSplit.data)) {
      predicting.requireFits(dataset);
      PredictionTable table =
          new PredictionTable(
              dataset,
              ofSplit.split,
              Predictions.of(
                  predicting.predictor(),
                  dataset,
                  ofSplit.split,
                  MissingRates.uniform(ofSplit.rate),
                  ofSplit.seed));
      output.result(table::text, table::json);
    }
  }

  private void utterance() {
    Map<Modality, FeatureFile> features = new EnumMap<>(Modality.class);
    put(features, Modality.VISUAL, ofUtterance.visual);
    put(features, Modality.ACOUSTIC, ofUtterance.acoustic);
    if (ofUtterance.text != null && ofUtterance.text.indexOf(0xfffd) >= 0) {
      throw new BadInputException(
          "--text: expected text in the encoding of the terminal, UTF-8, found other bytes");
    }
    try (PredictingModel predicting = PredictingModel.open(model);
        HostBatch batch =
            predicting.input().batch(Optional.ofNullable(ofUtterance.text), features)) {
      UtterancePrediction prediction =
          new UtterancePrediction(
              predicting.task(), predicting.predictor().predict(batch.inputs()));
      output.result(prediction::text, prediction::json);
    }
  }

  private static void put(Map<Modality, FeatureFile> features, Modality m, Path file) {
    if (file != null) {
      features.put(m, FeatureFile.read(m, file));
    }
  }
}
