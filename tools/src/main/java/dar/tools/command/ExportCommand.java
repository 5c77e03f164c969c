package dar.tools.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.Endpoint;
import dar.graph.input.BadInputException;
import dar.savedmodel.Exporter;
import dar.savedmodel.ModelDescription;
import dar.training.data.DatasetDescription;
import dar.training.program.GraphProgram;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the best model of a run as a SavedModel. */
@Command(
    name = "export",
    description = {
      "Write the best model of a run as a SavedModel.",
      "It lies in DIR/N, as TensorFlow Serving expects it."
    })
public final class ExportCommand implements Runnable {
  @Parameters(paramLabel = "RUN", description = "A run directory.")
  private Path run;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "The model's folder.")
  private Path out;

  @Option(
      names = "--version",
      paramLabel = "N",
      defaultValue = "1",
      description = "The version of the model; ${DEFAULT-VALUE} if not given.")
  private int version;

  @Mixin private Output output;

  @Override
  public void run() {
    if (version < 1) {
      throw new BadInputException("--version: expected at least 1, found " + version);
    }
    Path target = out.resolve(Integer.toString(version));
    if (Files.exists(target)) { // told before the model is built
      throw new BadInputException(target + ": expected a folder to be made, found one that exists");
    }
    RunDirectory directory = RunDirectory.open(run);
    try (TrainedModel model = TrainedModel.open(directory)) {
      GraphProgram program = model.program();
      Exporter.export(
          program.graph(),
          program.session(),
          program.variables(),
          program.endpoints(),
          describe(directory.manifest().description()),
          directory.tokenizer(),
          target);
      output.result(() -> text(target), () -> json(target, program));
    }
  }

  private static ModelDescription describe(DatasetDescription data) {
    return new ModelDescription(
        data.name(),
        data.task(),
        data.labelMin(),
        data.labelMax(),
        data.modalities(),
        data.tokens());
  }

  private static String text(Path target) {
    return """
        %s holds the model. Next:
          dar predict %s --data PATH
        """
        .formatted(target, target);
  }

  private static ObjectNode json(Path target, GraphProgram program) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("saved_model", target.toString());
    var names = root.putArray("endpoints");
    program.endpoints().stream().map(Endpoint::name).forEach(names::add);
    return root;
  }
}
