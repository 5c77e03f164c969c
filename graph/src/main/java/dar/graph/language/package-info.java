/**
 * The language encoder: token ids and their mask in, one hidden state a token out (Section 4.2's
 * BERT).
 */
package dar.graph.language;
