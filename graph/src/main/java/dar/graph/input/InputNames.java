package dar.graph.input;

/**
 * The public names of a model's inputs, as signatures and feeds have them. The features of a
 * modality go by its {@link Modality#key}.
 */
public final class InputNames {
  /** Word pieces in place of language features, int32 [B, T]. */
  public static final String LANGUAGE_IDS = "language_ids";

  /** 1 for a real token and 0 for padding, int32 [B, T]. */
  public static final String LANGUAGE_MASK = "language_mask";

  /** y, float [B]; a class is a whole number. */
  public static final String LABELS = "labels";

  private InputNames() {}

  /** False where a step is erased, bool [B, T_m]. */
  public static String keep(Modality m) {
    return m.key() + "_keep";
  }

  /**
   * tilde U_m, float [B, T_m, d_m], where it is not U_m with steps set to zero: vectors of a
   * sentence with erased tokens.
   */
  public static String incomplete(Modality m) {
    return m.key() + "_incomplete";
  }
}
