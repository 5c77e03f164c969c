package dar.tools.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What of the paper is made again, and the models that it takes. */
public enum Target {
  /** Robustness of the model, Section 4.3. */
  TABLE1,

  /** Loss terms left out, Section 4.4. */
  TABLE2,

  /** Missing rates while training, Section 4.5. */
  TABLE3,

  /** Curves over missing rates, of models trained with different ones. */
  FIGURE4,

  /** What Section 5 leaves for later: rates that are not one fixed k. */
  BEYOND;

  /** The word on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rows, in the paper's order. */
  public List<Variant> variants() {
    return switch (this) {
      case TABLE1 -> List.of(Variant.FULL);
      case TABLE2 ->
          Stream.concat(
                  Stream.of("sim", "diff", "sim,diff", "recon", "boot").map(Variant::without),
                  Stream.of(Variant.FULL))
              .toList();
      case TABLE3 -> DoubleStream.of(0, 0.2, 0.4, 0.6, 0.8).mapToObj(Variant::rate).toList();
      case FIGURE4 -> Stream.concat(TABLE3.variants().stream(), Stream.of(Variant.FULL)).toList();
      case BEYOND -> List.of(Variant.FULL, Variant.PER_MODALITY, Variant.UNIFORM, Variant.ADAPTIVE);
    };
  }
}
