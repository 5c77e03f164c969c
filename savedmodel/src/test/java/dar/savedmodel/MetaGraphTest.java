package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.variable.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.VariableDef;

/** What stands in {@code saved_model.pb}, as loaders of other languages read it. */
class MetaGraphTest {
  @TempDir private static Path folder;
  private static SmallModel model;
  private static MetaGraphDef metaGraph;

  @BeforeAll
  static void export() {
    model = SmallModel.regression();
    model.export(folder.resolve("1"));
    metaGraph = SavedModelFolder.read(folder.resolve("1")).metaGraph();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void everyVariableIsListedByItsNameInCheckpoints() throws InvalidProtocolBufferException {
    List<String> names =
        model.vars().all().stream().map(variable -> variable.name() + ":0").toList();
    assertThat(listed("variables")).isEqualTo(names).contains("align/language/features/kernel:0");
  }

  @Test
  void trainableVariablesAreSome() throws InvalidProtocolBufferException {
    List<String> names =
        model.vars().all().stream()
            .filter(Variable::trainable)
            .map(variable -> variable.name() + ":0")
            .toList();
    assertThat(listed("trainable_variables")).isEqualTo(names);
    assertThat(listed("variables")).containsAll(names).hasSizeGreaterThan(names.size());
  }

  @Test
  void whatAVariableNamesIsInTheGraph() throws InvalidProtocolBufferException {
    Map<String, String> operations =
        metaGraph.getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, NodeDef::getOp));
    for (VariableDef variable : variables("variables")) {
      assertThat(variable.getIsResource()).isTrue();
      assertThat(operations)
          .containsEntry(operation(variable.getVariableName()), "VarHandleOp")
          .containsEntry(operation(variable.getSnapshotName()), "ReadVariableOp")
          .containsEntry(variable.getInitializerName(), "AssignVariableOp")
          .containsKey(operation(variable.getInitialValueName()));
    }
    SaverDef saver = metaGraph.getSaverDef();
    assertThat(saver.getVersion()).isEqualTo(SaverDef.CheckpointFormatVersion.V2);
    assertThat(operations)
        .containsKeys(
            operation(saver.getFilenameTensorName()),
            operation(saver.getSaveTensorName()),
            saver.getRestoreOpName());
  }

  @Test
  void everyInputOfAnOperationIsInTheGraph() {
    Set<String> names =
        metaGraph.getGraphDef().getNodeList().stream()
            .map(NodeDef::getName)
            .collect(Collectors.toSet());
    Set<String> inputs =
        metaGraph.getGraphDef().getNodeList().stream()
            .flatMap(node -> node.getInputList().stream())
            .map(input -> operation(input.replace("^", "")))
            .collect(Collectors.toSet());
    assertThat(inputs).isNotEmpty();
    assertThat(Sets.difference(inputs, names)).isEmpty();
  }

  @Test
  void onlyTheBatchIsOpen() {
    SignatureDef predict = metaGraph.getSignatureDefOrThrow("serving_default");
    assertThat(metaGraph.getSignatureDefMap())
        .containsOnlyKeys(
            "serving_default", "predict", "classify", "regress", "represent", "evaluate", "train")
        .containsEntry("predict", predict);
    assertThat(predict.getMethodName()).isEqualTo("tensorflow/serving/predict");
    assertThat(sizes(predict.getInputsOrThrow("language"))).containsExactly(-1L, 4L, 3L);
    assertThat(sizes(predict.getInputsOrThrow("visual"))).containsExactly(-1L, 5L, 2L);
    assertThat(sizes(predict.getInputsOrThrow("acoustic"))).containsExactly(-1L, 6L, 2L);
    assertThat(sizes(predict.getOutputsOrThrow("prediction"))).containsExactly(-1L);
    SignatureDef represent = metaGraph.getSignatureDefOrThrow("represent");
    assertThat(sizes(represent.getOutputsOrThrow("fused"))).containsExactly(-1L, 72L);
    assertThat(sizes(represent.getOutputsOrThrow("visual_common"))).containsExactly(-1L, 3L, 8L);
    SignatureDef train = metaGraph.getSignatureDefOrThrow("train");
    assertThat(sizes(train.getInputsOrThrow("labels"))).containsExactly(-1L);
    assertThat(sizes(train.getOutputsOrThrow("loss"))).isEmpty();
  }

  private static List<Long> sizes(TensorInfo tensor) {
    return tensor.getTensorShape().getDimList().stream().map(size -> size.getSize()).toList();
  }

  private static String operation(String tensor) {
    return tensor.replaceFirst(":\\d+$", "");
  }

  private static List<String> listed(String collection) throws InvalidProtocolBufferException {
    return variables(collection).stream().map(VariableDef::getVariableName).toList();
  }

  private static List<VariableDef> variables(String collection)
      throws InvalidProtocolBufferException {
    List<VariableDef> variables = new ArrayList<>();
    for (ByteString bytes :
        metaGraph.getCollectionDefOrThrow(collection).getBytesList().getValueList()) {
      variables.add(VariableDef.parseFrom(bytes));
    }
    return variables;
  }
}
