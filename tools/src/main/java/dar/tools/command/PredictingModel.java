package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.graph.input.Task;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.VersionFolders;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.program.Predictor;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model that predicts, wherever it comes from.
 *
 * @param fit refuses data that the model cannot read
 * @param input what a single utterance is made of
 */
record PredictingModel(
    Predictor predictor, Task task, Consumer<Dataset> fit, UtteranceInput input, Runnable release)
    implements AutoCloseable {
  /** Opens a run directory, an exported model, or the newest version in a folder of them. */
  static PredictingModel open(Path path) {
    if (Files.isRegularFile(path.resolve("manifest.json"))) {
      RunDirectory run = RunDirectory.open(path);
      TrainedModel model = TrainedModel.open(run);
      DatasetDescription data = run.manifest().description();
      return new PredictingModel(
          model.program(),
          data.task(),
          run::requireFits,
          new UtteranceInput(data.modalities(), data.tokens(), run.tokenizer()),
          model::close);
    }
    Path saved =
        Optional.of(path)
            .filter(VersionFolders::isModel)
            .or(() -> VersionFolders.newest(path))
            .orElseThrow(
                () ->
                    new BadInputException(
                        path + ": expected a run directory or an exported model, found neither"));
    LoadedModel model = LoadedModel.load(saved);
    ModelDescription description = model.description();
    return new PredictingModel(
        model::predict,
        description.task(),
        data ->
            data.description()
                .requireFits(description.task(), description.shapes(), description.tokens()),
        new UtteranceInput(description.shapes(), description.tokens(), model.tokenizer()),
        model::close);
  }

  void requireFits(Dataset data) {
    fit.accept(data);
  }

  @Override
  public void close() {
    release.run();
  }
}
