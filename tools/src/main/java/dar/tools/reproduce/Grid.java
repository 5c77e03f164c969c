package dar.tools.reproduce;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;

/**
 * Which training stands behind a variant and a seed: the same settings are the same cell, whatever
 * asks for them.
 */
public record Grid(Base base) {

  /** The full model also keeps the epochs that are best in one metric, which nothing else needs. */
  private static final List<String> FULL_ONLY = List.of("training.select=all");

  /** The variant itself, or the full model where it comes to nothing else than the base. */
  Variant canonical(Variant variant) {
    return variant.settings().stream().allMatch(base::holds) ? Variant.FULL : variant;
  }

  /** The training of a variant with a seed. */
  public Cell cell(Variant variant, long seed) {
    Variant canonical = canonical(variant);
    return new Cell(
        canonical.cellName(seed),
        canonical.equals(Variant.FULL) ? FULL_ONLY : canonical.settings(),
        seed);
  }

  /** All that some targets need, each once. */
  public List<Cell> cells(Collection<Target> targets, Collection<Long> seeds) {
    return targets.stream()
        .flatMap(target -> target.variants().stream())
        .flatMap(variant -> seeds.stream().map(seed -> cell(variant, seed)))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** The complete configuration of a cell, as its run directory holds it. */
  public String text(Cell cell) {
    return base.text(cell.allSettings());
  }
}
