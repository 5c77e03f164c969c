package dar.training.program;

import dar.graph.DarModel;
import dar.graph.Inputs;
import dar.graph.decouple.Decouple;
import dar.graph.decouple.Posteriors;
import dar.graph.input.Batch;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.training.step.AlternatingStep;
import dar.training.step.StepOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a model can be asked, each a map of results by public name; the same in a graph and eagerly.
 */
final class Functions {
  static final String PREDICTION = "prediction";
  private static final String LOSS_Q = "loss_q";

  private final ModelSpec spec;
  private final StepOptions options;
  private final AlternatingStep step;

  /**
   * Those of a model.
   *
   * @param workers that an update is shared out among
   */
  Functions(ModelSpec spec, StepOptions options, int workers) {
    this.spec = spec;
    this.options = options;
    this.step = new AlternatingStep(spec, options, workers);
  }

  /** Makes every variable of the model and of its optimisers. */
  void declare(Variables vars) {
    step.declare(vars);
  }

  /** Inputs of which sentences are read. */
  Inputs read(Ops tf, Variables vars, Inputs inputs) {
    return inputs.read(tf, vars, DropoutNoise.none());
  }

  Map<String, Operand<TFloat32>> predict(Ops tf, Variables vars, Inputs incomplete) {
    return Map.of(
        PREDICTION, DarModel.create(vars, spec).represent(tf, incomplete.features()).prediction());
  }

  Map<String, Operand<TFloat32>> represent(Ops tf, Variables vars, Inputs incomplete) {
    DarModel.Representation h = DarModel.create(vars, spec).represent(tf, incomplete.features());
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    put(named, "common", h.tilde().common());
    put(named, "specific", h.tilde().specific());
    put(named, "common_reconstructed", h.hat().common());
    put(named, "specific_reconstructed", h.hat().specific());
    put(named, "common_fused", h.hat().commonFused());
    put(named, "specific_fused", h.hat().specificFused());
    named.put("fused", h.fused());
    named.put(PREDICTION, h.prediction());
    put(named, "aligned", h.tilde().aligned());
    put(named, "aligned_reconstructed", h.aligned());
    put(named, "common_gate", h.hat().commonGate());
    put(named, "specific_gate", h.hat().specificGate());
    return named;
  }

  /** Under the name of each modality. */
  private static void put(
      Map<String, Operand<TFloat32>> named,
      String kind,
      Map<Modality, Operand<TFloat32>> features) {
    features.forEach((m, feature) -> named.put(m.key() + "_" + kind, feature));
  }

  Map<String, Operand<TFloat32>> evaluate(Ops tf, Variables vars, Inputs inputs) {
    Batch batch = inputs.batch(tf);
    DropoutNoise none = DropoutNoise.none();
    DarModel model = DarModel.create(vars, spec);
    Posteriors q = Posteriors.create(vars, spec.hyperparameters());
    Decouple.Pair features = model.decouple().call(tf, batch.complete(), batch.incomplete(), none);
    DarModel.Outcome outcome =
        model.losses(tf, model.outputs(tf, features, none), q, batch.labels(), options.objective());
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>(outcome.losses().named());
    named.put(LOSS_Q, q.fit(tf, features.incomplete()));
    named.put(PREDICTION, outcome.prediction());
    return named;
  }

  /**
   * One update; the results are there when it is done.
   *
   * @param inputs sentences in them are read as part of the update, if they are not read yet
   */
  Map<String, Operand<TFloat32>> train(GradientTape tape, Variables vars, Inputs inputs) {
    AlternatingStep.Result result = step.call(tape, vars, inputs);
    Map<String, Operand<TFloat32>> losses = new LinkedHashMap<>(result.losses().named());
    losses.put(LOSS_Q, result.fit());
    Ops after = tape.unrecorded().withControlDependencies(result.updates());
    losses.replaceAll((name, loss) -> after.identity(loss));
    return losses;
  }
}
