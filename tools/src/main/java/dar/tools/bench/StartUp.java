package dar.tools.bench;

/**
 * From the start of Java to the end of the first update, in seconds.
 *
 * @param java until this program began to work
 * @param build TensorFlow loaded, graph built, variables initialised
 * @param firstStep the first update
 */
public record StartUp(double java, double build, double firstStep) {
  double total() {
    return java + build + firstStep;
  }
}
