package dar.tools;

import dar.graph.DarModel;
import dar.graph.Endpoint;
import dar.graph.Inputs;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Saver;
import dar.graph.variable.Variables;
import dar.savedmodel.Exporter;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.TrainedGraph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model with first values that only predicts, quickly made. Its signature {@code train} has the
 * name only.
 */
final class PredictingProgram implements AutoCloseable {
  private final ModelSpec spec;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables vars;
  private final List<Endpoint> endpoints;
  private final Session session;

  PredictingProgram(ModelSpec spec, long seed) {
    this.spec = spec;
    vars = Variables.create(tf, seed);
    Map<String, Operand<?>> inputs = inputs();
    Inputs read = new Inputs(spec, inputs).read(tf, vars, DropoutNoise.none());
    DarModel.Representation h = DarModel.create(vars, spec).represent(tf, read.features());
    Operand<TFloat32> mean = tf.math.mean(h.prediction(), tf.constant(0));
    endpoints =
        List.of(
            new Endpoint("predict", inputs, Map.of("prediction", h.prediction())),
            new Endpoint("represent", inputs, Map.of("fused", h.fused())),
            new Endpoint("train", inputs, Map.of("loss", mean)));
    Saver.create(graph, vars.all());
    session = new Session(graph);
    Session.Runner runner = session.runner();
    vars.all().forEach(variable -> runner.addTarget(variable.initializer()));
    runner.run().close();
  }

  private Map<String, Operand<?>> inputs() {
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      ModalityShape shape = spec.shapes().get(m);
      if (m == Modality.LANGUAGE && spec.language().isPresent()) {
        for (String name : List.of(InputNames.LANGUAGE_IDS, InputNames.LANGUAGE_MASK)) {
          inputs.put(
              name,
              tf.withName(name)
                  .placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, shape.length()))));
        }
      } else {
        inputs.put(
            m.key(),
            tf.withName(m.key())
                .placeholder(
                    TFloat32.class,
                    Placeholder.shape(Shape.of(-1, shape.length(), shape.width()))));
      }
    }
    return inputs;
  }

  void export(
      ModelDescription description,
      Optional<byte[]> tokenizer,
      Map<String, Tensor> samples,
      Path folder) {
    Exporter.export(
        new TrainedGraph(graph, session, vars.all(), endpoints),
        description,
        tokenizer,
        samples,
        folder);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
