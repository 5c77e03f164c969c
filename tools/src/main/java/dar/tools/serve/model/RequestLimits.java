package dar.tools.serve.model;

import java.time.Duration;

/**
 * What a server spends on requests.
 *
 * @param batch the most samples of a batch; 1 runs one by one
 * @param patience how long the first request of a batch waits for others
 * @param waiting how many samples may wait for a version
 * @param bytes what the inputs of a request may take in memory
 * @param timeout after which nobody waits for an answer
 */
public record RequestLimits(
    int batch, Duration patience, int waiting, long bytes, Duration timeout) {}
