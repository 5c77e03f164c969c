package dar.savedmodel;

import dar.savedmodel.graphdef.Constants;
import dar.savedmodel.graphdef.Folding;
import dar.savedmodel.graphdef.NodeInput;
import dar.savedmodel.serving.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A model for prediction only: its variables are constants, what depends on constants alone is
 * computed beforehand, and what no prediction needs is gone: training, evaluation, representations
 * and the variables of optimisers.
 */
final class Slim {
  private static final List<String> SIGNATURES =
      List.of(
          Signatures.DEFAULT, Method.PREDICT.key(), Method.CLASSIFY.key(), Method.REGRESS.key());

  private Slim() {}

  /**
   * Makes it of a whole model.
   *
   * @param session with the values of the variables
   * @param config of sessions
   */
  static MetaGraphDef of(MetaGraphDef whole, Session session, ConfigProto config) {
    Map<String, SignatureDef> signatures = new TreeMap<>(whole.getSignatureDefMap());
    signatures.keySet().retainAll(SIGNATURES);
    List<String> operations = operations(signatures.values());
    GraphDef frozen = Constants.freeze(whole.getGraphDef(), session, operations);
    return MetaGraphDef.newBuilder()
        .setMetaInfoDef(whole.getMetaInfoDef())
        .setGraphDef(Folding.of(frozen, operations, config))
        .putAllSignatureDef(signatures)
        .build();
  }

  private static List<String> operations(Collection<SignatureDef> signatures) {
    return signatures.stream()
        .flatMap(
            signature ->
                Stream.concat(
                    signature.getInputsMap().values().stream(),
                    signature.getOutputsMap().values().stream()))
        .map(TensorInfo::getName)
        .map(name -> NodeInput.parse(name).operation())
        .distinct()
        .sorted()
        .toList();
  }
}
