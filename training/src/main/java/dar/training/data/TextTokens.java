package dar.training.data;

import dar.graph.language.Tokenizer;
import java.io.IOException;
import java.util.List;

/** Texts as the language of a split. */
public final class TextTokens {
  private TextTokens() {}

  /**
   * Writes the tokens of each text and tells how many it has, [N]; 0 where the text is blank, for
   * then the sample has no language.
   */
  public static int[] write(
      List<String> texts, Tokenizer tokenizer, int length, DatasetWriter writer, Split split)
      throws IOException {
    int[] lengths = new int[texts.size()];
    try (TokenWriter out = writer.tokens(split)) {
      for (int row = 0; row < lengths.length; row++) {
        Tokenizer.Encoding tokens = tokenizer.said(texts.get(row), length);
        lengths[row] = tokens.count();
        out.append(tokens.ids(), tokens.count());
      }
    }
    return lengths;
  }
}
