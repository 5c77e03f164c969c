package dar.tools.bench;

import dar.graph.input.Hyperparameters;
import dar.savedmodel.Exporter;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.TrainedGraph;
import dar.tools.export.RunExport;
import dar.training.data.DatasetDescription;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.Optional;

/** A model as users predict with it: exported slim, and loaded again. */
final class SlimModel {
  private SlimModel() {}

  /**
   * Of a program.
   *
   * @param model its sizes
   * @param sample what it predicts
   * @param folder where the exports are written
   */
  static LoadedModel of(
      GraphProgram program,
      DatasetDescription data,
      Hyperparameters model,
      HostBatch sample,
      Path folder) {
    Path whole = folder.resolve("whole").resolve("1");
    Exporter.export(
        new TrainedGraph(
            program.graph(), program.session(), program.variables(), program.endpoints()),
        RunExport.describe(data, model),
        Optional.empty(),
        sample.inputs(),
        whole);
    Path slim = folder.resolve("slim").resolve("1");
    try (LoadedModel loaded = LoadedModel.load(whole)) {
      loaded.exportSlim(slim);
    }
    return LoadedModel.load(slim);
  }
}
