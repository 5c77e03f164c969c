/**
 * Language as text: the tokenizer makes token ids of a text, the BERT encoder one hidden state a
 * token of those (Section 4.2).
 */
package dar.graph.language;
