package dar.tools.bench;

/**
 * What was measured of one size.
 *
 * @param step one alternating update
 * @param fit of it, the features and the fit of q on them, run alone
 * @param main what is left of the update: its median less that of the fit
 * @param predictOne a prediction of one sample
 * @param predictBatch a prediction of a batch
 * @param loading milliseconds to gather a batch from files that the system has in memory
 * @param matrixRate what the machine reached meanwhile, 10^9 operations a second
 * @param peakMemory resident bytes of the process; null where the system does not tell
 */
public record CaseResult(
    Case size,
    StartUp startUp,
    Part step,
    Part fit,
    Part main,
    Part predictOne,
    Part predictBatch,
    Spread loading,
    double matrixRate,
    Long peakMemory) {}
