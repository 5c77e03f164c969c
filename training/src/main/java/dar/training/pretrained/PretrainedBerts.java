package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds pretrained weights by where they are. */
public final class PretrainedBerts {
  /** all-MiniLM-L6-v2 from the class path: the default, for it needs no file. */
  public static final String MINILM = "minilm";

  private static final String SAFETENSORS = "model.safetensors";
  private static final String ONNX = "model.onnx";
  private static final String CHECKPOINT = "bert_model.ckpt";
  private static final String CONFIG = "config.json";
  private static final String GOOGLE_CONFIG = "bert_config.json";

  private PretrainedBerts() {}

  /**
   * Opens weights and checks that they are whole.
   *
   * @param where {@value #MINILM}; or a folder that holds a configuration ({@code config.json} or
   *     {@code bert_config.json}), weights ({@code model.safetensors}, {@code model.onnx} or {@code
   *     bert_model.ckpt.*}) and a vocabulary ({@code tokenizer.json} or {@code vocab.txt}); or an
   *     {@code .onnx} file in a folder that holds the other two
   * @throws BadInputException where something is missing or is not what it should be
   */
  public static PretrainedBert open(String where) {
    try {
      return where.equals(MINILM) ? MiniLm.open() : open(Path.of(where));
    } catch (InvalidPathException e) {
      throw new BadInputException("weights: expected a path, found " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PretrainedBert open(Path where) throws IOException {
    if (Files.isRegularFile(where) && where.toString().endsWith(".onnx")) {
      return onnx(where.toAbsolutePath().getParent(), where);
    }
    if (!Files.isDirectory(where)) {
      throw new BadInputException(
          "%s: expected %s, a folder or an .onnx file, found %s"
              .formatted(where, MINILM, Files.exists(where) ? "another file" : "none"));
    }
    if (Files.exists(where.resolve(SAFETENSORS))) {
      BertShape shape = shape(where, CONFIG, GOOGLE_CONFIG);
      byte[] tokenizer = TokenizerJson.of(where, shape.vocabulary());
      return CheckedBert.of(shape, tokenizer, Safetensors.open(where.resolve(SAFETENSORS)));
    }
    if (Files.exists(where.resolve(CHECKPOINT + Checkpoint.INDEX))) {
      BertShape shape = shape(where, GOOGLE_CONFIG, CONFIG);
      byte[] tokenizer = TokenizerJson.of(where, shape.vocabulary());
      return CheckedBert.of(shape, tokenizer, Checkpoint.open(where.resolve(CHECKPOINT)));
    }
    if (Files.exists(where.resolve(ONNX))) {
      return onnx(where, where.resolve(ONNX));
    }
    throw new BadInputException(
        "%s: expected %s, %s or %s, found none of them"
            .formatted(where, SAFETENSORS, CHECKPOINT + Checkpoint.INDEX, ONNX));
  }

  private static PretrainedBert onnx(Path folder, Path file) throws IOException {
    BertShape shape = shape(folder, CONFIG, GOOGLE_CONFIG);
    byte[] tokenizer = TokenizerJson.of(folder, shape.vocabulary());
    return CheckedBert.of(shape, tokenizer, Onnx.open(TensorFile.open(file)));
  }

  private static BertShape shape(Path folder, String... names) throws IOException {
    List<Path> files = Stream.of(names).map(folder::resolve).toList();
    return BertConfig.read(files.stream().filter(Files::exists).findFirst().orElse(files.get(0)));
  }
}
