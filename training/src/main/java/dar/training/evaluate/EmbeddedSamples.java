package dar.training.evaluate;

import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The time means of the common and specific features of the first samples of a split.
 *
 * @param features [n, d] by modality and kind
 * @param ids [n] names of the samples
 * @param labels [n]
 */
public record EmbeddedSamples(
    Map<Modality, Map<Kind, double[][]>> features, List<String> ids, List<Float> labels) {

  /** So many of their samples at most are shown on the plane. */
  private static final int ON_THE_PLANE = 200;

  /** Not filled yet. */
  static EmbeddedSamples firstOf(Dataset data, Split split, int most) {
    int samples = Math.min(most, data.size(split));
    return new EmbeddedSamples(
        Modality.each(m -> Kind.each(kind -> new double[samples][])),
        data.ids(split).subList(0, samples),
        Floats.asList(data.labels(split)).subList(0, samples));
  }

  /** Fills the rows that are wanted. */
  void put(int[] rows, Map<String, Program.Feature> answer) {
    features.forEach(
        (m, kinds) ->
            kinds.forEach(
                (kind, all) -> {
                  double[][] some = StepMeans.of(answer.get(kind.of(m, "")));
                  for (int i = 0; i < rows.length; i++) {
                    if (rows[i] < all.length) {
                      all[rows[i]] = some[i];
                    }
                  }
                }));
  }

  /** All modalities and kinds on one plane. */
  List<Evaluation.Group> onPlane() {
    int samples = Math.min(ON_THE_PLANE, labels.size());
    double[][] all =
        features.values().stream()
            .flatMap(kinds -> kinds.values().stream())
            .flatMap(rows -> Arrays.stream(rows, 0, samples))
            .toArray(double[][]::new);
    double[][] plane = PrincipalComponents.of(all);
    List<Evaluation.Group> groups = new ArrayList<>();
    int at = 0;
    for (Modality m : Modality.values()) {
      for (Kind kind : Kind.values()) {
        List<Evaluation.Point> points = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
          points.add(new Evaluation.Point(plane[at][0], plane[at][1], labels.get(i)));
          at++;
        }
        groups.add(new Evaluation.Group(m, kind, points));
      }
    }
    return groups;
  }
}
