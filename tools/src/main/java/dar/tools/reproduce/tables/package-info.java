/**
 * What finished runs say together: their files come in, the paper's tables go out as a report with
 * the paper's own numbers beside ours, and whether a difference is more than noise.
 */
package dar.tools.reproduce.tables;
