package dar.training.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dar.graph.input.BadInputException;

/** What {@code missing.rate} says: a number, or a word for another way to come to rates. */
public sealed interface RateChoice {

  /** The paper's k of MOSI (Section 4.2), for which the word {@code fixed} stands too. */
  Fixed PAPER = new Fixed(0.3);

  /** One rate for every modality, sample and epoch: the paper's k. */
  record Fixed(@JsonValue double k) implements RateChoice {
    public Fixed {
      // Written so that NaN fails too.
      if (!(k >= 0 && k <= 1)) {
        throw new BadInputException("missing.rate: expected in [0, 1], found " + k);
      }
    }
  }

  /** A way to come to rates that needs no number. */
  enum Word implements RateChoice {
    /** Each modality has a rate of its own. */
    @JsonProperty("per-modality")
    PER_MODALITY,
    /** Each sample, modality and epoch has one of its own, uniform over those of the evaluation. */
    @JsonProperty("uniform")
    UNIFORM,
    /** Each modality and epoch has one, the larger the less the loss rises without the modality. */
    @JsonProperty("adaptive")
    ADAPTIVE
  }

  /** Reads a number or a word of a file. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RateChoice of(Object found) {
    if (found instanceof Number number) {
      return new Fixed(number.doubleValue());
    }
    return switch (String.valueOf(found)) {
      case "fixed" -> PAPER;
      case "per-modality" -> Word.PER_MODALITY;
      case "uniform" -> Word.UNIFORM;
      case "adaptive" -> Word.ADAPTIVE;
      default ->
          throw new BadInputException(
              "missing.rate: expected a number, fixed, per-modality, uniform or adaptive, found "
                  + found);
    };
  }
}
