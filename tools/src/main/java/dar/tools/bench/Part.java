package dar.tools.bench;

/**
 * What a part of the work costs.
 *
 * @param milliseconds how long it takes
 * @param gigaOperations floating-point operations of its matrix products, 10^9
 * @param share of the machine's rate of large products that it reaches
 */
public record Part(Spread milliseconds, double gigaOperations, double share) {
  private static final double GIGA = 1e9;

  /**
   * From what was counted.
   *
   * @param rate of the machine, operations a second
   */
  static Part of(Spread milliseconds, long operations, double rate) {
    return new Part(
        milliseconds, operations / GIGA, operations / rate / (milliseconds.median() / 1e3));
  }
}
