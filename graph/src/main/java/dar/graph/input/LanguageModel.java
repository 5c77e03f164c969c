package dar.graph.input;

/**
 * The BERT that reads sentences, where language comes as tokens.
 *
 * @param fineTuned whether training moves its variables; they are frozen otherwise
 */
public record LanguageModel(BertShape bert, boolean fineTuned) {}
