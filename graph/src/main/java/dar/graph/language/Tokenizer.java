package dar.graph.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Text to the tokens of a BERT: the tokenizer of a Hugging Face {@code tokenizer.json}, by the
 * library that Hugging Face's own Python package is made of, so that ids equal those of Python.
 *
 * <p>Truncation and padding written into the file are ignored: {@link #encode} does both. Safe for
 * several threads, one at a time.
 */
public final class Tokenizer implements AutoCloseable {
  /** The id of [PAD]. */
  public static final int PADDING = 0;

  /** The least length: that of [CLS] [SEP]. */
  public static final int SHORTEST = 2;

  private final byte[] json;
  private final Vocabulary vocabulary;
  private final TokenizersLibrary library;
  private long handle;

  /**
   * The tokens of one text.
   *
   * @param ids [length]: [CLS], the text's, [SEP], then {@link #PADDING}
   * @param count how many are not padding
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Encoding(int[] ids, int count) {}

  private Tokenizer(byte[] json, Vocabulary vocabulary) {
    this.json = json.clone();
    this.vocabulary = vocabulary;
    library = NativeTokenizers.library();
    try {
      handle = library.createTokenizerFromString(new String(json, UTF_8));
    } catch (RuntimeException e) {
      throw new BadInputException(
          "tokenizer: expected a Hugging Face tokenizer.json, found one that its library refuses: "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
          e);
    }
    library.disableTruncation(handle);
    library.disablePadding(handle);
  }

  /**
   * A tokenizer of the content of a {@code tokenizer.json}.
   *
   * @throws BadInputException where it is none, its [UNK] is not {@link TokenShape#UNKNOWN}, its
   *     [PAD] is not {@link #PADDING}, or it lacks [CLS] or [SEP]
   */
  public static Tokenizer of(byte[] tokenizerJson) {
    return new Tokenizer(tokenizerJson, Vocabulary.read(tokenizerJson));
  }

  /** As {@link #of(byte[])}, of a file, which messages name. */
  public static Tokenizer read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          file + ": expected a Hugging Face tokenizer.json, found a folder");
    }
    try {
      return of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": expected a tokenizer.json, found none", e);
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The tokens of a text, cut behind so that [CLS] and [SEP] are kept. Half of a surrogate pair is
   * no character and counts as U+FFFD.
   *
   * @param length at least {@link #SHORTEST}
   */
  public synchronized Encoding encode(String text, int length) {
    if (length < SHORTEST) {
      throw new BadInputException(
          "length: expected at least %d, for [CLS] and [SEP], found %d"
              .formatted(SHORTEST, length));
    }
    if (handle == 0) {
      throw new IllegalStateException("tokenizer: expected an open one, found it closed");
    }
    long encoding = library.encode(handle, wellFormed(text), false);
    long[] tokens;
    try {
      tokens = library.getTokenIds(encoding);
    } finally {
      library.deleteEncoding(encoding);
    }
    int kept = Math.min(tokens.length, length - SHORTEST);
    int[] ids = new int[length];
    ids[0] = vocabulary.begin();
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = Math.toIntExact(tokens[i]);
    }
    ids[kept + 1] = vocabulary.end();
    return new Encoding(ids, kept + SHORTEST);
  }

  /** The tokens of what was said: as {@link #encode}, but a blank text is absent and has none. */
  public Encoding said(String text, int length) {
    return text.isBlank() ? new Encoding(new int[length], 0) : encode(text, length);
  }

  /** Ids lie in [0, vocabulary). */
  public int vocabulary() {
    return vocabulary.size();
  }

  /** The file's content, a copy. */
  public byte[] json() {
    return json.clone();
  }

  @Override
  public synchronized void close() {
    if (handle != 0) {
      library.deleteTokenizer(handle);
      handle = 0;
    }
  }

  private static String wellFormed(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
