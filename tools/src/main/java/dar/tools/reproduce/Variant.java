package dar.tools.reproduce;

import java.util.List;
import java.util.Locale;

/**
 * A way to train, apart from the seed.
 *
 * @param name of its folders
 * @param label in tables
 * @param settings {@code a.b=c} over the base
 */
public record Variant(String name, String label, List<String> settings) {

  /** The model as configured. */
  public static final Variant FULL = new Variant("full", "full model", List.of());

  /** A fixed rate for each modality, among those that the paper trains with. */
  public static final Variant PER_MODALITY =
      erasing(
          "per-modality",
          "missing.rate=per-modality",
          "missing.language=0.2",
          "missing.visual=0.4",
          "missing.acoustic=0.4");

  public static final Variant UNIFORM = overAll("uniform", "uniform", "uniform");

  public static final Variant ADAPTIVE = overAll("adaptive", "adaptive", "adaptive");

  public Variant {
    settings = List.copyOf(settings);
  }

  /** Without some terms of the loss, as in Table 2; {@code sim,diff} names two. */
  public static Variant without(String terms) {
    return new Variant(
        "without-" + terms.replace(',', '-'),
        "without " + terms,
        List.of("loss.without=[" + terms + "]"));
  }

  /** Trained with one missing rate for all modalities, as in Table 3. */
  public static Variant rate(double k) {
    String text = String.format(Locale.ROOT, "%.1f", k);
    return overAll("k" + text, "k=" + text, text);
  }

  /** The name of its cell for a seed. */
  String cellName(long seed) {
    return name + "-seed" + seed;
  }

  private static Variant overAll(String name, String label, String rate) {
    Variant variant =
        erasing(
            name,
            "missing.rate=" + rate,
            "missing.language=null",
            "missing.visual=null",
            "missing.acoustic=null");
    return new Variant(name, label, variant.settings);
  }

  private static Variant erasing(String name, String... settings) {
    return new Variant(name, name, List.of(settings));
  }
}
