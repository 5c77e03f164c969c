package dar.training.pickle;

/**
 * A run of bytes that stays where it is.
 *
 * @param spooled whether it lies in the spool beside the pickle, not in the pickle
 * @param offset where it begins
 * @param length how many bytes it has
 */
record Payload(boolean spooled, long offset, long length) {}
