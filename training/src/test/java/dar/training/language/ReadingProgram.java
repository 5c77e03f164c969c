package dar.training.language;

import dar.graph.Inputs;
import dar.graph.input.BertShape;
import dar.graph.input.Hyperparameters;
import dar.graph.input.LanguageModel;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.training.config.Configuration;
import dar.training.pretrained.PretrainedBert;
import dar.training.program.GraphProgram;
import dar.training.program.Program;
import java.util.HashMap;
import java.util.Map;

/** Programs of small models whose language is read by a frozen BERT. */
final class ReadingProgram {
  private static final Hyperparameters TINY = new Hyperparameters(2, 8, 2, 8, 1, 1, 4, 0);

  private ReadingProgram() {}

  /** A BERT as a seed makes it. */
  static GraphProgram random(BertShape bert, int tokens, long seed) {
    ModelSpec spec =
        new ModelSpec(Map.of(), new Task.Regression(), TINY)
            .reading(new LanguageModel(bert, false), tokens);
    return new GraphProgram(
        spec, Configuration.DEFAULT.step(Configuration.DEFAULT.schedule(1)), seed);
  }

  /** A pretrained BERT. */
  static GraphProgram of(PretrainedBert weights, int tokens) {
    GraphProgram program = random(weights.shape(), tokens, 1);
    assign(program, weights);
    return program;
  }

  private static void assign(Program program, PretrainedBert weights) {
    Map<String, float[]> values = new HashMap<>();
    weights
        .shape()
        .variables()
        .keySet()
        .forEach(name -> values.put(Inputs.BERT + "/" + name, weights.read(name)));
    program.assign(values);
  }
}
