package dar.training.step;

import dar.graph.DarModel;
import dar.graph.Inputs;
import dar.graph.Losses;
import dar.graph.decouple.Decouple;
import dar.graph.decouple.Decoupled;
import dar.graph.decouple.Posteriors;
import dar.graph.input.Batch;
import dar.graph.input.Hyperparameters;
import dar.graph.input.ModelSpec;
import dar.graph.language.Bert;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.training.optimizer.GlobalNorm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * "The approximation network and the main networks are optimized alternatively" (Section 3.4). On
 * each batch the posteriors q_theta are first fitted to features held fixed; then everything else
 * is updated with q held fixed. The encoders do not change in the first part, so one forward pass
 * serves both.
 */
public final class AlternatingStep {
  private static final String MAIN_SLOTS = "optimizer/main";
  private static final String Q_SLOTS = "optimizer/q";
  private static final String STEP = "step";

  /** Of a BERT that is fine-tuned, whatever the rest drops (Devlin et al., 2018). */
  private static final double BERT_DROPOUT = 0.1;

  private final ModelSpec spec;
  private final StepOptions options;

  public AlternatingStep(ModelSpec spec, StepOptions options) {
    this.spec = spec;
    this.options = options;
  }

  /**
   * Makes every variable that a step needs, so that a checkpoint can be restored before the first.
   */
  public void declare(Variables vars) {
    spec.language()
        .ifPresent(model -> Bert.create(vars.scope(Inputs.BERT), model.bert(), model.fineTuned()));
    DarModel.create(vars, spec);
    Posteriors.create(vars, spec.hyperparameters());
    vars.counter(STEP);
    options.main().declare(vars.scope(MAIN_SLOTS), main(vars));
    options.q().declare(vars.scope(Q_SLOTS), vars.scope(Posteriors.SCOPE).parameters());
  }

  private static List<Parameter> main(Variables vars) {
    return vars.parameters().stream()
        .filter(p -> !p.variable().name().startsWith(Posteriors.SCOPE + "/"))
        .toList();
  }

  /**
   * What a step leaves behind.
   *
   * @param fit the loss of the last fit of q
   * @param updates what must run in a graph; in eager mode it has run
   */
  public record Result(Losses losses, Operand<TFloat32> fit, List<Op> updates) {}

  /**
   * One update on one batch.
   *
   * @param variables a view of the variables that reads them through the tape
   * @param inputs complete features or sentences, what is kept of them, and labels
   */
  public Result call(GradientTape tape, Variables variables, Inputs inputs) {
    Variables vars = variables.in(options.precision());
    Ops tf = tape.ops();
    Hyperparameters h = spec.hyperparameters();
    DarModel model = DarModel.create(vars, spec);
    Operand<TInt64> step = vars.value(vars.counter(STEP));
    DropoutNoise noise = DropoutNoise.at(h.dropout(), options.seed(), step);
    DropoutNoise bertNoise = DropoutNoise.at(BERT_DROPOUT, ~options.seed(), step);
    Batch batch = inputs.read(tf, vars, bertNoise).batch(tf);
    Decouple.Pair features = model.decouple().call(tf, batch.complete(), batch.incomplete(), noise);

    Fitted fitted = fit(tape, vars, features.incomplete().heldFixed(tf), step);

    Posteriors q = Posteriors.create(fitted.vars(), h);
    Losses losses =
        model.losses(tf, features, q, batch.labels(), options.objective(), noise).losses();
    List<Parameter> parameters = main(vars);
    Ops after = tape.unrecorded();
    List<Operand<TFloat32>> gradients =
        GlobalNorm.clip(after, gradient(tape, losses.total(), parameters), options.clipNorm());
    List<Op> updates = new ArrayList<>(fitted.updates());
    updates.addAll(move(after, vars, parameters, gradients, step));
    updates.add(
        after
            .withControlDependencies(updates)
            .assignAddVariableOp(vars.counter(STEP).handle(), after.constant(1L)));
    return new Result(losses, fitted.loss(), updates);
  }

  /** Moves the main networks, all variables of the same rate together. */
  private List<Op> move(
      Ops tf,
      Variables vars,
      List<Parameter> parameters,
      List<Operand<TFloat32>> gradients,
      Operand<TInt64> step) {
    Operand<TFloat32> eta = options.schedule().at(tf, step);
    int layers = spec.language().map(model -> model.bert().layers()).orElse(0);
    Map<Double, List<Integer>> byFactor = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      double factor = options.language().factor(parameters.get(i).variable().name(), layers);
      byFactor.computeIfAbsent(factor, key -> new ArrayList<>()).add(i);
    }
    List<Op> updates = new ArrayList<>();
    byFactor.forEach(
        (factor, places) ->
            updates.addAll(
                options
                    .main()
                    .apply(
                        tf,
                        vars.scope(MAIN_SLOTS),
                        places.stream().map(parameters::get).toList(),
                        places.stream().map(gradients::get).toList(),
                        factor == 1 ? eta : tf.math.mul(eta, tf.constant(factor.floatValue())),
                        step)));
    return updates;
  }

  /** The fitted posteriors: a view of the variables that reads them after the last fit. */
  private record Fitted(Variables vars, Operand<TFloat32> loss, List<Op> updates) {}

  private Fitted fit(GradientTape tape, Variables vars, Decoupled fixed, Operand<TInt64> step) {
    Ops tf = tape.ops();
    Ops after = tape.unrecorded();
    Variables view = vars;
    Operand<TFloat32> loss = null;
    List<Op> updates = List.of();
    Operand<TInt64> done = after.math.mul(step, after.constant((long) options.qSteps()));
    for (int i = 0; i < options.qSteps(); i++) {
      loss = Posteriors.create(view, spec.hyperparameters()).fit(tf, fixed);
      List<Parameter> parameters = view.scope(Posteriors.SCOPE).parameters();
      updates =
          options
              .q()
              .apply(
                  after,
                  vars.scope(Q_SLOTS),
                  parameters,
                  gradient(tape, loss, parameters),
                  after.constant((float) options.qRate()),
                  after.math.add(done, after.constant((long) i)));
      view = vars.readBy(tf.withControlDependencies(updates));
    }
    return new Fitted(view, loss, updates);
  }

  private static List<Operand<TFloat32>> gradient(
      GradientTape tape, Operand<TFloat32> loss, List<Parameter> parameters) {
    return tape.gradient(loss, parameters.stream().map(Parameter::value).toList());
  }
}
