package dar.training.table;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.training.pretrained.TokenizerChoice;
import java.util.Map;
import java.util.Optional;

/**
 * How a table is read.
 *
 * @param tokenizer what makes tokens of the texts
 * @param range the smallest and the largest label there can be; the observed ones where it is not
 *     given, and always for classes
 * @param classes whether labels are class numbers
 * @param lengths of visual and acoustic: T, to which features are cut or padded behind; that of the
 *     longest file for a modality that is not a key
 */
public record TableOptions(
    TokenizerChoice tokenizer,
    Optional<Range> range,
    boolean classes,
    Map<Modality, Integer> lengths) {

  /** Labels from min to max. */
  public record Range(float min, float max) {
    public Range {
      if (!(min < max) || !Float.isFinite(min) || !Float.isFinite(max)) {
        throw new BadInputException(
            "labels: expected a range MIN,MAX, found %s,%s".formatted(min, max));
      }
    }
  }

  public TableOptions {
    lengths = Maps.immutableEnumMap(lengths);
    lengths.forEach(
        (modality, steps) -> {
          if (steps < 1) {
            throw new BadInputException(
                "%s length: expected at least 1, found %d".formatted(modality.key(), steps));
          }
        });
    if (classes && range.isPresent()) {
      throw new BadInputException("labels: expected no range for classes, found one");
    }
  }
}
