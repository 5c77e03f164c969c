package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** A model of another program, that looks words up in a file it brings along. */
class ServedModelTest {
  private static final long WHOLE_LINE = -2;
  private static final long LINE_NUMBER = -1;
  private static final String INITIALIZER = "__saved_model_init_op";

  @TempDir private Path folder;

  /** The graph and its signature, whose type of {@code word} is wrong; how it is filled is open. */
  private MetaGraphDef.Builder lookup() throws IOException {
    Files.createDirectories(folder.resolve("assets"));
    Files.writeString(folder.resolve("assets/words.txt"), "a\nb\nc\n");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      HashTable table = tf.hashTable(TString.class, TInt64.class);
      Placeholder<TString> file = tf.withName("file").placeholder(TString.class);
      tf.withName("fill").initializeTableFromTextFile(table, file, WHOLE_LINE, LINE_NUMBER);
      Placeholder<TString> word = tf.withName("word").placeholder(TString.class);
      Operand<TInt64> line = tf.withName("line").lookupTableFind(table, word, tf.constant(-1L));
      return MetaGraphDef.newBuilder()
          .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
          .setGraphDef(graph.toGraphDef())
          .putSignatureDef(
              "serving_default",
              SignatureDef.newBuilder()
                  .putInputs("word", info("word:0", DataType.DT_FLOAT))
                  .putOutputs("line", info(line.op().name() + ":0", DataType.DT_INT64))
                  .build());
    }
  }

  private static TensorInfo info(String tensor, DataType type) {
    return TensorInfo.newBuilder().setName(tensor).setDtype(type).build();
  }

  private static AssetFileDef words() {
    return AssetFileDef.newBuilder()
        .setFilename("words.txt")
        .setTensorInfo(TensorInfo.newBuilder().setName("file:0"))
        .build();
  }

  private void write(MetaGraphDef.Builder metaGraph) throws IOException {
    Files.write(
        folder.resolve("saved_model.pb"),
        SavedModel.newBuilder().addMetaGraphs(metaGraph).build().toByteArray());
  }

  private void assertLooksUp() {
    try (ServedModel model = ServedModel.load(folder);
        TString words = TString.vectorOf("c", "z")) {
      SignatureDef signature = model.signatures().get("serving_default");
      assertThat(model.taken(signature).getInputsOrThrow("word").getDtype())
          .isEqualTo(DataType.DT_STRING);
      assertThat(model.description()).isEmpty();
      try (Result result = model.run(signature, Map.of("word", words), List.of("line"))) {
        TInt64 lines = (TInt64) result.get(0);
        assertThat(List.of(lines.getLong(0), lines.getLong(1))).containsExactly(2L, -1L);
      }
    }
  }

  @Test
  void aTableIsFilledFromAFile() throws IOException {
    write(
        lookup()
            .addAssetFileDef(words())
            .putSignatureDef(
                INITIALIZER,
                SignatureDef.newBuilder()
                    .putOutputs(INITIALIZER, TensorInfo.newBuilder().setName("fill").build())
                    .build()));
    assertLooksUp();
  }

  @Test
  void aTableIsFilledFromAFileAsItWasSaidEarlier() throws IOException {
    write(
        lookup()
            .putCollectionDef(
                "saved_model_assets",
                CollectionDef.newBuilder()
                    .setAnyList(CollectionDef.AnyList.newBuilder().addValue(Any.pack(words())))
                    .build())
            .putCollectionDef(
                "legacy_init_op",
                CollectionDef.newBuilder()
                    .setNodeList(CollectionDef.NodeList.newBuilder().addValue("fill"))
                    .build()));
    assertLooksUp();
  }

  @Test
  void aFileThatLacksIsTold() throws IOException {
    write(
        lookup()
            .putCollectionDef(
                "legacy_init_op",
                CollectionDef.newBuilder()
                    .setNodeList(CollectionDef.NodeList.newBuilder().addValue("fill"))
                    .build()));
    assertThatThrownBy(() -> ServedModel.load(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(folder + ": expected a SavedModel that is whole, found ")
        .hasMessageNotContaining("\n");
  }
}
