package dar.savedmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files for whoever feeds a model and reads its answers: {@code labels.json}, what predictions
 * and classes mean, and where language is tokens {@code tokenizer.json} and {@code vocab.txt}, in
 * which token i stands in line i, counted from 0.
 */
final class Assets {
  static final String FOLDER = "assets";
  private static final String TOKENIZER_FILE = "tokenizer.json";

  /** Within the folder of a model. */
  static final String TOKENIZER = FOLDER + "/" + TOKENIZER_FILE;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Assets() {}

  static void write(Path folder, ModelDescription description, Optional<byte[]> tokenizer)
      throws IOException {
    Files.writeString(folder.resolve("labels.json"), labels(description));
    if (tokenizer.isPresent()) {
      Files.write(folder.resolve(TOKENIZER_FILE), tokenizer.get());
      Files.writeString(folder.resolve("vocab.txt"), vocabulary(tokenizer.get()));
    }
  }

  private static String labels(ModelDescription description) {
    ObjectNode root = MAPPER.createObjectNode();
    if (description.task() instanceof Task.Regression) {
      root.put("task", "regression");
      root.put("min", description.labelMin()).put("max", description.labelMax());
    } else {
      root.put("task", "classification");
    }
    description.classes().forEach(root.withArray("classes")::add);
    return root.toPrettyString() + "\n";
  }

  /** A line for each id; one that no token has is empty. */
  private static String vocabulary(byte[] tokenizer) throws IOException {
    JsonNode root = MAPPER.readTree(tokenizer);
    SortedMap<Integer, String> tokens = new TreeMap<>();
    root.path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> tokens.put(entry.getValue().asInt(), entry.getKey()));
    for (JsonNode added : root.path("added_tokens")) {
      tokens.put(added.path("id").asInt(), added.path("content").asText());
    }
    return IntStream.rangeClosed(0, tokens.lastKey())
        .mapToObj(id -> tokens.getOrDefault(id, "") + "\n")
        .collect(Collectors.joining());
  }
}
