package dar.training.step;

import dar.graph.DarModel;
import dar.graph.Inputs;
import dar.graph.Losses;
import dar.graph.decouple.Decouple;
import dar.graph.decouple.Decoupled;
import dar.graph.decouple.Posteriors;
import dar.graph.input.Batch;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Incomplete;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.language.Bert;
import dar.graph.layer.DropoutNoise;
import dar.graph.shard.Shards;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.training.optimizer.GlobalNorm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  private final int workers;

  /**
   * A step, of several workers to the same numbers as of one.
   *
   * @param workers among which the samples of a batch are shared out, see {@link Shards}
   */
  public AlternatingStep(ModelSpec spec, StepOptions options, int workers) {
    this.spec = spec;
    this.options = options;
    this.workers = workers;
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
    DropoutNoise bertNoise = DropoutNoise.at(BERT_DROPOUT, ~options.seed(), step);
    Batch batch = inputs.read(tf, vars, bertNoise).batch(tf);
    Shards shards = Shards.of(tf, batch.labels(), workers);
    List<Part> parts = parts(tf, shards, batch, step);
    List<Decouple.Pair> decoupled = parts.stream().map(part -> part.decoupled(tf, model)).toList();
    Decouple.Pair features = Decouple.Pair.joined(tf, shards, decoupled);

    Fitted fitted = fit(tape, vars, features.incomplete().heldFixed(tf), step);

    Posteriors q = Posteriors.create(fitted.vars(), h);
    List<DarModel.Outputs> made = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      made.add(model.outputs(tf, decoupled.get(i), parts.get(i).noise()));
    }
    DarModel.Outputs outputs = DarModel.Outputs.joined(tf, shards, features, made);
    Losses losses = model.losses(tf, outputs, q, batch.labels(), options.objective()).losses();
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

  /** A part of the batch, and the noise of its samples. */
  private record Part(
      Map<Modality, Operand<TFloat32>> complete,
      Map<Modality, Incomplete> incomplete,
      DropoutNoise noise) {
    Decouple.Pair decoupled(Ops tf, DarModel model) {
      return model.decouple().call(tf, complete, incomplete, noise);
    }
  }

  private List<Part> parts(Ops tf, Shards shards, Batch batch, Operand<TInt64> step) {
    double rate = spec.hyperparameters().dropout();
    if (workers == 1) {
      DropoutNoise noise = DropoutNoise.at(rate, options.seed(), step);
      return List.of(new Part(batch.complete(), batch.incomplete(), noise));
    }
    Map<Modality, List<Operand<TFloat32>>> complete =
        Modality.each(m -> shards.split(tf, batch.complete().get(m)));
    Map<Modality, List<Incomplete>> incomplete =
        Modality.each(m -> batch.incomplete().get(m).parts(tf, shards));
    return IntStream.range(0, workers)
        .mapToObj(
            i ->
                new Part(
                    Modality.each(m -> complete.get(m).get(i)),
                    Modality.each(m -> incomplete.get(m).get(i)),
                    DropoutNoise.at(
                        rate, options.seed(), shards.given(tf, i, step), shards.rows(tf, i))))
        .toList();
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
