package dar.savedmodel;

import dar.graph.Endpoint;
import dar.graph.variable.Variable;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/**
 * What there is to export.
 *
 * @param graph with the operations of a {@link dar.graph.variable.Saver}
 * @param session holds the variables' values
 * @param variables all that the graph has
 * @param endpoints its functions, {@code predict} among them
 */
public record TrainedGraph(
    Graph graph, Session session, List<Variable<?>> variables, List<Endpoint> endpoints) {
  public TrainedGraph {
    variables = List.copyOf(variables);
    endpoints = List.copyOf(endpoints);
  }
}
