package dar.training.run;

import java.util.Map;

/**
 * One epoch, as a listener sees it.
 *
 * @param epochs how many there will be at most
 * @param train mean losses of the updates
 * @param valid losses and metrics of the validation split
 * @param best whether the validation loss was the smallest so far
 */
public record EpochReport(
    int epoch,
    int epochs,
    Map<String, Double> train,
    Map<String, Double> valid,
    boolean best,
    double seconds) {}
