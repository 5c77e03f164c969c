package dar.training.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.ops.Precision;
import dar.training.missing.AdaptiveRates;
import dar.training.missing.MissingRates;
import dar.training.missing.RateLaw;
import dar.training.optimizer.Adam;
import dar.training.optimizer.Schedule;
import dar.training.step.LanguageRate;
import dar.training.step.StepOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that decides a run but the data: {@code config.yaml} is this record, and every default
 * stands in {@link #DEFAULT}.
 *
 * @param seed of initial values, order, dropout and training masks
 */
public record Configuration(
    long seed,
    Hyperparameters model,
    Language language,
    Objective loss,
    Missing missing,
    Optimizer optimizer,
    Loop training) {

  /**
   * The BERT that reads language, where it comes as tokens.
   *
   * @param weights {@code minilm} for the one that is built in, or the path of another
   * @param fineTune whether training moves it
   * @param learningRate of its top layer, at the peak
   * @param layerDecay of the rate from a layer to the one below it
   */
  public record Language(String weights, boolean fineTune, double learningRate, double layerDecay) {
    public Language {
      if (weights.isBlank()) {
        throw new BadInputException("language.weights: expected minilm or a path, found none");
      }
      positive("language.learning_rate", learningRate);
      if (!(layerDecay > 0 && layerDecay <= 1)) {
        throw new BadInputException(
            "language.layer_decay: expected in (0, 1], found " + layerDecay);
      }
    }
  }

  /**
   * What is erased while training (Section 3.3).
   *
   * @param rate that of every modality that has none of its own, or how it is drawn
   * @param language its own rate, or null
   * @param visual its own rate, or null
   * @param acoustic its own rate, or null
   * @param block how many consecutive steps are erased together
   * @param redraw when sentences that a frozen BERT reads are erased anew
   */
  public record Missing(
      RateChoice rate, Double language, Double visual, Double acoustic, int block, Redraw redraw) {

    /** In each epoch, as all else is, or once: then they are read once, too. */
    public enum Redraw {
      @JsonProperty("epoch")
      EPOCH,
      @JsonProperty("once")
      ONCE
    }

    public Missing {
      at(0, language, visual, acoustic, block); // refuses what is no rate
      if (rate == RateChoice.Word.PER_MODALITY
          && (language == null || visual == null || acoustic == null)) {
        throw new BadInputException(
            "missing.rate: expected missing.language, .visual and .acoustic beside per-modality,"
                + " found %s, %s and %s".formatted(language, visual, acoustic));
      }
    }

    private static MissingRates at(
        double k, Double language, Double visual, Double acoustic, int block) {
      return new MissingRates(
          Map.of(
              Modality.LANGUAGE, language == null ? k : language,
              Modality.VISUAL, visual == null ? k : visual,
              Modality.ACOUSTIC, acoustic == null ? k : acoustic),
          block);
    }

    /** Those of a rate k for every modality that has none of its own. */
    private MissingRates at(double k) {
      return at(k, language, visual, acoustic, block);
    }

    /** How each modality's rate comes about in the first epoch; its own one is fixed. */
    public Map<Modality, RateLaw> laws() {
      return Modality.each(m -> hasOwn(m) ? new RateLaw.Fixed(at(0).rate(m)) : common());
    }

    private RateLaw common() {
      if (rate instanceof RateChoice.Fixed fixed) {
        return new RateLaw.Fixed(fixed.k());
      }
      return rate == RateChoice.Word.ADAPTIVE
          ? AdaptiveRates.FIRST
          : new RateLaw.Uniform(RateLaw.LARGEST);
    }

    /** Whether the validation split decides how large a modality's rates are. */
    public boolean isAdaptive(Modality modality) {
      return rate == RateChoice.Word.ADAPTIVE && !hasOwn(modality);
    }

    private boolean hasOwn(Modality modality) {
      return switch (modality) {
            case LANGUAGE -> language;
            case VISUAL -> visual;
            case ACOUSTIC -> acoustic;
          }
          != null;
    }

    /**
     * What is erased of the validation split: losses and metrics that select an epoch are means
     * over these, so that they measure what is trained.
     */
    public List<MissingRates> validation() {
      if (rate instanceof RateChoice.Fixed fixed) {
        return List.of(at(fixed.k()));
      }
      return rate == RateChoice.Word.PER_MODALITY
          ? List.of(at(0)) // each has its own
          : AdaptiveRates.MEASURED.stream().map(this::at).toList();
    }
  }

  /**
   * How variables move.
   *
   * @param learningRate peak rate of the main networks' AdamW
   * @param weightDecay of AdamW
   * @param warmUp share of all updates in which the rate rises
   * @param clipNorm bound on the norm of all main gradients together
   * @param qLearningRate rate of the posteriors' Adam
   * @param qSteps fits of the posteriors on each batch
   */
  public record Optimizer(
      double learningRate,
      double weightDecay,
      double warmUp,
      double clipNorm,
      double qLearningRate,
      int qSteps) {
    public Optimizer {
      positive("optimizer.learning_rate", learningRate);
      atLeast("optimizer.weight_decay", weightDecay, 0);
      if (!(warmUp >= 0 && warmUp <= 1)) {
        throw new BadInputException("optimizer.warm_up: expected in [0, 1], found " + warmUp);
      }
      positive("optimizer.clip_norm", clipNorm);
      positive("optimizer.q_learning_rate", qLearningRate);
      atLeast("optimizer.q_steps", qSteps, 1);
    }
  }

  /**
   * How long a run is.
   *
   * @param patience epochs without a smaller validation loss before it ends
   * @param batch samples an update
   * @param select by what epochs are kept, {@link Selection}
   * @param precision of the products of linear maps and of wide convolutions in an update
   */
  public record Loop(int epochs, int patience, int batch, Selection select, Products precision) {
    /** {@link Precision} by the names that users know. */
    public enum Products {
      @JsonProperty("float32")
      FLOAT32(Precision.FLOAT32),
      @JsonProperty("bf16")
      BF16(Precision.BFLOAT16);

      private final Precision precision;

      Products(Precision precision) {
        this.precision = precision;
      }
    }

    public Loop {
      atLeast("training.epochs", epochs, 1);
      atLeast("training.patience", patience, 1);
      atLeast("training.batch", batch, 2);
    }
  }

  /** k of MOSI and the loss weights are the paper's (Section 4.2); the rest are design choices. */
  public static final Configuration DEFAULT =
      new Configuration(
          1,
          Hyperparameters.DEFAULT,
          new Language("minilm", false, 2e-5, 1),
          Objective.PAPER,
          new Missing(RateChoice.PAPER, null, null, null, 1, Missing.Redraw.EPOCH),
          new Optimizer(1e-4, 1e-4, 0.1, 1, 1e-3, 1),
          new Loop(200, 20, 64, Selection.BY_LOSS, Loop.Products.FLOAT32));

  public Configuration withSeed(long other) {
    return new Configuration(other, model, language, loss, missing, optimizer, training);
  }

  public Configuration without(Set<Objective.Term> terms) {
    return new Configuration(
        seed,
        model,
        language,
        new Objective(loss.temperature(), loss.lambda(), loss.alpha(), loss.beta(), terms),
        missing,
        optimizer,
        training);
  }

  /**
   * The options of an alternating update.
   *
   * @param schedule of the main networks' rate
   */
  public StepOptions step(Schedule schedule) {
    return new StepOptions(
        loss,
        schedule,
        Adam.withDecay(optimizer.weightDecay()),
        new LanguageRate(language.learningRate() / optimizer.learningRate(), language.layerDecay()),
        optimizer.clipNorm(),
        Adam.withDecay(0),
        optimizer.qLearningRate(),
        optimizer.qSteps(),
        training.precision().precision,
        seed);
  }

  /** Warm-up and cosine over all the updates that {@code samples} training samples make. */
  public Schedule schedule(int samples) {
    long batches = (samples + training.batch() - 1L) / training.batch();
    long total = batches * training.epochs();
    return Schedule.warmUpCosine(
        optimizer.learningRate(), Math.round(total * optimizer.warmUp()), total);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new BadInputException(name + ": expected a number above 0, found " + value);
    }
  }

  private static void atLeast(String name, double value, double least) {
    if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
      throw new BadInputException(
          "%s: expected a number of at least %s, found %s".formatted(name, least, value));
    }
  }
}
