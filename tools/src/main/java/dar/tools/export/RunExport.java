package dar.tools.export;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dar.graph.input.Hyperparameters;
import dar.savedmodel.Exporter;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.TrainedGraph;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import dar.training.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The model of a run on its way out.
 *
 * @param program restored from the run
 * @param samples what a server warms up with
 */
public record RunExport(RunDirectory run, GraphProgram program, HostBatch samples) {

  /** Writes the whole model. */
  public void whole(Path target) {
    Exporter.export(
        new TrainedGraph(
            program.graph(), program.session(), program.variables(), program.endpoints()),
        describe(run.manifest().description(), run.configuration().model()),
        run.tokenizer(),
        samples.inputs(),
        target);
  }

  /** What a model of some data says of itself. */
  public static ModelDescription describe(DatasetDescription data, Hyperparameters model) {
    return new ModelDescription(
        data.name(),
        data.task(),
        data.labelMin(),
        data.labelMax(),
        data.modalities(),
        data.tokens(),
        OptionalInt.of(model.steps()));
  }

  /** Writes the model for prediction only, and measures it beside the whole one. */
  public Slimming slim(Path target, Dataset data) {
    try {
      Path folder = Files.createTempDirectory("dar-export");
      try {
        Path named = target.toAbsolutePath().normalize();
        Path whole = folder.resolve(named.getParent().getFileName()).resolve(named.getFileName());
        whole(whole);
        try (LoadedModel model = LoadedModel.load(whole)) {
          model.exportSlim(target);
        }
        return Slimming.measure(whole, target, data);
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
