package dar.training.run;

import dar.graph.Inputs;
import dar.graph.decouple.Align;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.training.batch.Ahead;
import dar.training.batch.Batches;
import dar.training.batch.FeatureScales;
import dar.training.batch.LanguageFeed;
import dar.training.batch.TokenFeed;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Scores;
import dar.training.language.FrozenFeed;
import dar.training.missing.RateLaw;
import dar.training.pretrained.PretrainedBert;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import dar.training.step.StepOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The training loop: epochs of alternating updates, validation by the smallest total loss (Section
 * 4.2), early stop. All that is random is a pure function of (seed, epoch, sample), so a run that
 * was killed goes on from its last epoch to the same numbers.
 */
public final class Trainer {
  private final RunDirectory run;
  private final Configuration configuration;
  private final Dataset data;
  private final TrainingListener listener;
  private final List<String> selected;
  private final Erasing erasing;
  private Optional<LanguageFeed> sentences = Optional.empty();

  private Trainer(RunDirectory run, Dataset data, TrainingListener listener) {
    this.run = run;
    this.configuration = run.configuration();
    this.data = data;
    this.listener = listener;
    this.selected = configuration.training().select().metrics(data.description().task());
    this.erasing = Erasing.of(configuration, data);
  }

  /**
   * Trains from the last checkpoint, or from the beginning, to the end.
   *
   * @param maker of the program that runs the model
   */
  public static Progress train(
      RunDirectory run, Dataset data, TrainingListener listener, Program.Maker maker) {
    run.requireFits(data);
    Configuration configuration = run.configuration();
    ModelSpec spec = run.spec().withScales(FeatureScales.of(data));
    StepOptions options = configuration.step(configuration.schedule(data.size(Split.TRAIN)));
    try (Program program = maker.make(spec, options, configuration.seed())) {
      return new Trainer(run, data, listener).train(program);
    }
  }

  private Progress train(Program program) {
    Checkpoints checkpoints = run.checkpoints();
    Progress progress = checkpoints.progress(Checkpoints.LAST).orElse(Progress.NONE);
    try {
      if (progress.epoch() > 0) {
        checkpoints.restore(Checkpoints.LAST, program);
      }
      Optional<Language> bert = run.manifest().language();
      if (bert.isPresent()) {
        sentences = Optional.of(sentences(bert.get(), program, progress.epoch() == 0));
      }
      listener.begins(program, progress.epoch());
      run.metrics().truncateAfter(progress.epoch());
      Validation validation = new Validation(data, configuration, erasing.adaptation(), sentences);
      while (!isOver(progress)) {
        progress = epoch(program, validation, progress);
      }
      return progress;
    } catch (IOException e) {
      throw run.metrics().failure(e);
    }
  }

  /** Gives a new program its BERT; sentences that a frozen one reads are read beforehand. */
  private LanguageFeed sentences(Language language, Program program, boolean begin) {
    if (begin) {
      try (PretrainedBert weights = run.weights(language)) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : language.bert().variables().keySet()) {
          values.put(Inputs.BERT + "/" + name, weights.read(name));
        }
        program.assign(values);
      }
    }
    FrozenFeed frozen =
        new FrozenFeed(program, data, language.bert().width(), language.hash(), listener);
    if (begin) {
      program.assign(Align.scaleValues(Modality.LANGUAGE, frozen.scale()));
    }
    if (configuration.language().fineTune()) {
      return new TokenFeed(data);
    }
    run.checkpoints().writeLanguage(program);
    new Validation(data, configuration, erasing.adaptation(), Optional.of(frozen))
        .languageMasks()
        .forEach(keep -> frozen.hold(Split.VALID, keep));
    if (erasing.isOnce()) {
      Batches train = new Batches(data, Split.TRAIN, Optional.of(frozen));
      int[] rows = IntStream.range(0, train.samples()).toArray();
      frozen.hold(
          Split.TRAIN,
          erasing.masks(train, 1, rows, configuration.missing().laws()).get(Modality.LANGUAGE));
    }
    return frozen;
  }

  private boolean isOver(Progress progress) {
    return progress.epoch() >= configuration.training().epochs()
        || progress.epoch() - progress.bestEpoch() >= configuration.training().patience();
  }

  private Progress epoch(Program program, Validation validation, Progress before)
      throws IOException {
    long start = System.nanoTime();
    int epoch = before.epoch() + 1;
    Map<String, Double> train = update(program, epoch, before);
    Map<String, Double> valid = validation.measure(program);
    requireFinite(valid, "epoch %d, validation".formatted(epoch), before);
    Progress progress = before.next(valid, selected);
    // The lines first: a checkpoint must never be ahead of them.
    Map<Split, Map<String, Double>> lines = new LinkedHashMap<>();
    lines.put(Split.TRAIN, train);
    lines.put(Split.VALID, valid);
    run.metrics().append(epoch, lines);
    Checkpoints checkpoints = run.checkpoints();
    if (progress.isBest()) {
      checkpoints.write(Checkpoints.BEST, program, progress);
    }
    for (String metric : progress.bestMetrics()) {
      checkpoints.write(Checkpoints.best(metric), program, progress);
    }
    checkpoints.write(Checkpoints.LAST, program, progress);
    listener.epoch(
        new EpochReport(
            epoch,
            configuration.training().epochs(),
            train,
            valid,
            progress.isBest(),
            (System.nanoTime() - start) / 1e9));
    return progress;
  }

  /** One pass over the train split; the mean of each loss over its samples. */
  private Map<String, Double> update(Program program, int epoch, Progress before)
      throws IOException {
    Batches batches = new Batches(data, Split.TRAIN, sentences);
    Map<Modality, RateLaw> laws = laws(epoch);
    List<int[]> order =
        batches.shuffled(configuration.seed(), epoch, configuration.training().batch());
    Mean mean = new Mean();
    try (Ahead<HostBatch> ahead =
        new Ahead<>(
            order.size(),
            i -> batches.batch(order.get(i), erasing.masks(batches, epoch, order.get(i), laws)))) {
      for (int i = 0; i < order.size(); i++) {
        Map<String, Float> losses;
        try (HostBatch batch = ahead.next()) {
          losses = program.step(batch);
        }
        Map<String, Double> values = Scores.losses(losses);
        requireFinite(
            values, "epoch %d, update %d of %d".formatted(epoch, i + 1, order.size()), before);
        mean.add(values, order.get(i).length);
        listener.batch(epoch, i + 1, order.size(), values.get(Scores.LOSS));
      }
    }
    return mean.values();
  }

  /** From the file in every epoch, so that a run that goes on cannot differ from one left alone. */
  private Map<Modality, RateLaw> laws(int epoch) throws IOException {
    return epoch == 1
        ? configuration.missing().laws()
        : erasing.adaptation().laws(run.metrics().line(epoch - 1, Split.VALID));
  }

  private void requireFinite(Map<String, Double> losses, String where, Progress before) {
    losses.forEach(
        (name, value) -> {
          if (name.startsWith("loss_") && !Double.isFinite(value)) {
            throw new DivergedException(
                "%s: expected a finite %s, found %s; %s"
                    .formatted(
                        where,
                        name,
                        value,
                        before.epoch() == 0
                            ? "no checkpoint yet"
                            : "the last good checkpoint is that of epoch %d, %s"
                                .formatted(
                                    before.epoch(),
                                    run.checkpoints().directory().resolve(Checkpoints.LAST))));
          }
        });
  }
}
