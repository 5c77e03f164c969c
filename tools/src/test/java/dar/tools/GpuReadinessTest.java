package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/**
 * Without a GPU: every operation of every graph of ours has a kernel for its types in TensorFlow's
 * GPU build, or a reason to stay with the host.
 */
class GpuReadinessTest {
  /** What has no such kernel, and why that costs nothing. */
  private static final Map<String, String> ON_THE_HOST =
      Map.of(
          "Const dtype=string", "names of features, classes and files; words never lie on a GPU",
          "Tile T=string Tmultiples=int32", "the names of classes, for each answer of classify",
          "ParseExampleV2", "the requests of classify and regress are bytes",
          "SaveV2", "writes files, once an epoch",
          "RestoreV2", "reads files, at the start");

  private static final Set<DataType> FLOATS =
      Set.of(DataType.DT_FLOAT, DataType.DT_HALF, DataType.DT_BFLOAT16, DataType.DT_DOUBLE);

  private static final GpuKernels KERNELS = GpuKernels.listed();

  @TempDir private static Path folder;
  private static final List<NodeDef> NODES = new ArrayList<>();

  /**
   * Vectors, classes, and sentences under a frozen and a fine-tuned BERT; each in all its forms.
   */
  @BeforeAll
  static void build() throws IOException {
    try (GraphProgram vectors = ExportedProgram.program(1);
        GraphProgram classes = ExportedClasses.program(1);
        GraphProgram frozen = ExportedSentences.program(false, 1);
        GraphProgram tuned = ExportedSentences.program(true, 1)) {
      for (GraphProgram program : List.of(vectors, classes, frozen, tuned)) {
        add(program.graph().toGraphDef());
      }
      ExportedProgram.export(vectors, folder.resolve("vectors"));
      ExportedClasses.export(classes, folder.resolve("classes"));
      ExportedSentences.export(frozen, folder.resolve("frozen"));
    }
    for (String name :
        List.of("vectors", "classes", "frozen")) { // the tuned one's is as the frozen one's
      Path slim = folder.resolve(name + "-slim");
      try (LoadedModel model = LoadedModel.load(folder.resolve(name))) {
        model.exportSlim(slim);
      }
      add(exported(folder.resolve(name)));
      add(exported(slim));
    }
  }

  private static GraphDef exported(Path model) throws IOException {
    try (InputStream file = Files.newInputStream(model.resolve("saved_model.pb"))) {
      return SavedModel.parseFrom(file).getMetaGraphs(0).getGraphDef();
    }
  }

  private static void add(GraphDef graph) {
    NODES.addAll(graph.getNodeList());
    graph.getLibrary().getFunctionList().stream()
        .map(FunctionDef::getNodeDefList)
        .forEach(NODES::addAll);
  }

  @Test
  void everyOperationHasAKernelOrAReason() {
    assertThat(described(node -> !KERNELS.take(node))).isEqualTo(ON_THE_HOST.keySet());
  }

  /** What only names numbers, and does not compute them, needs none of its own. */
  @Test
  void theGpuComputesAllFloats() {
    assertThat(described(node -> isFloat(node) && !KERNELS.compute(node)))
        .containsExactly(
            "Placeholder dtype=float", "ReadVariableOp dtype=float", "VarHandleOp dtype=float");
  }

  private static boolean isFloat(NodeDef node) {
    return node.getAttrMap().values().stream().anyMatch(a -> FLOATS.contains(a.getType()));
  }

  private static Set<String> described(Predicate<NodeDef> which) {
    return NODES.stream()
        .filter(which)
        .map(GpuReadinessTest::describe)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String describe(NodeDef node) {
    return node.getOp()
        + node.getAttrMap().entrySet().stream()
            .filter(attribute -> attribute.getValue().hasType())
            .map(
                attribute ->
                    " %s=%s"
                        .formatted(
                            attribute.getKey(),
                            String.join("|", GpuKernel.values(attribute.getValue()))))
            .sorted()
            .collect(Collectors.joining());
  }
}
