package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.program.Predictor;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A model that predicts, wherever it comes from.
 *
 * @param fit refuses data that the model cannot read
 */
record PredictingModel(Predictor predictor, Consumer<Dataset> fit, Runnable release)
    implements AutoCloseable {

  /** Opens a run directory. */
  static PredictingModel open(Path path) {
    if (Files.isRegularFile(path.resolve("manifest.json"))) {
      RunDirectory run = RunDirectory.open(path);
      TrainedModel model = TrainedModel.open(run);
      return new PredictingModel(model.program(), run::requireFits, model::close);
    }
    throw new BadInputException(
        path + ": expected a run directory or an exported model, found neither");
  }

  void requireFits(Dataset data) {
    fit.accept(data);
  }

  @Override
  public void close() {
    release.run();
  }
}
