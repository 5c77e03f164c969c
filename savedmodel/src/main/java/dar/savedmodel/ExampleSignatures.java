package dar.savedmodel;

import dar.graph.Endpoint;
import dar.savedmodel.graphdef.NodeInput;
import dar.savedmodel.graphdef.SecondCall;
import dar.savedmodel.serving.Method;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * The signatures that take {@code tf.Example}: {@code classify}, and {@code regress} where a
 * prediction is an intensity. Examples are parsed in the graph, and the function of {@code
 * serving_default} is called a second time with what they hold.
 */
final class ExampleSignatures {
  private static final String SCOPE = "example";
  private static final String CALL = SCOPE + "/call";

  private ExampleSignatures() {}

  /** Adds them to a graph that has {@code serving_default}. */
  static void addTo(MetaGraphDef.Builder metaGraph, ModelDescription description) {
    SignatureDef predict = metaGraph.getSignatureDefOrThrow(Signatures.DEFAULT);
    TensorInfo prediction = predict.getOutputsOrThrow(Signatures.PREDICTION);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph).withSubScope(SCOPE);
      Placeholder<TString> examples =
          tf.withName(Method.INPUTS).placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
      Map<String, NodeInput> arguments = new HashMap<>();
      ExampleParser.parse(tf, examples, predict.getInputsMap())
          .forEach(
              (name, parsed) ->
                  arguments.put(
                      NodeInput.parse(predict.getInputsOrThrow(name).getName()).operation(),
                      NodeInput.of(parsed.asOutput())));
      Placeholder<TFloat32> predicted =
          tf.withName(Signatures.PREDICTION)
              .placeholder(TFloat32.class, Placeholder.shape(Signatures.shape(prediction)));
      Answers answers = new Answers(description);
      Map<Method, Map<String, Operand<?>>> outputs = answers.of(tf, predicted);
      SecondCall call =
          SecondCall.of(
              metaGraph.getGraphDef(), CALL, arguments, NodeInput.parse(prediction.getName()));
      metaGraph.setGraphDef(
          call.insert(metaGraph.getGraphDef(), graph.toGraphDef(), predicted.op().name()));
      outputs.forEach(
          (method, named) ->
              metaGraph.putSignatureDef(
                  method.key(),
                  Signatures.of(
                      new Endpoint(method.key(), Map.of(Method.INPUTS, examples), named), method)));
    }
  }
}
