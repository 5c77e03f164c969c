package dar.training.evaluate;

import dar.graph.file.WholeFile;
import dar.graph.input.Modality;
import dar.training.metric.MeanAndDeviation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of one trained run beside its robustness on the test split: {@code
 * evaluation.json}. All but {@code valid} is of the test split, with masks of {@link
 * Robustness#SEED}.
 *
 * @param valid robustness on the validation split: to choose by, since test is for reporting only
 * @param reconstruction at each rate
 * @param combinations of modalities, the others missing altogether
 * @param confusion at rates 0.0, 0.5 and 0.9
 * @param gates at each rate
 * @param gateHistograms counts of gate values at rate 0.5, in {@link UnitHistogram#BINS} bins
 * @param embedding of complete samples, a group a modality and kind
 */
public record Evaluation(
    RobustnessReport valid,
    List<Reconstruction> reconstruction,
    List<Combination> combinations,
    List<Confusion> confusion,
    List<Gates> gates,
    Map<Modality, Map<Kind, List<Long>>> gateHistograms,
    List<Group> embedding) {
  private static final String FILE = "evaluation.json";

  public Evaluation {
    reconstruction = List.copyOf(reconstruction);
    combinations = List.copyOf(combinations);
    confusion = List.copyOf(confusion);
    gates = List.copyOf(gates);
    embedding = List.copyOf(embedding);
  }

  /**
   * How far what is rebuilt is from the features of the complete input, as {@link
   * ReconstructionError} measures it; NaN where those do not vary.
   *
   * @param aligned of hat U^1 (Eq. 14)
   * @param common of hat H^com (Eq. 12)
   * @param specific of hat H^spec (Eq. 13)
   */
  public record Errors(double aligned, double common, double specific) {}

  /** The errors of each modality at a rate. */
  public record Reconstruction(double rate, Map<Modality, Errors> modalities) {}

  /** The metrics where only these modalities are there, complete. */
  public record Combination(List<Modality> modalities, Map<String, Double> metrics) {}

  /** Mean and deviation of the gates (Eqs. 15 and 16) over samples, steps and width. */
  public record Gates(double rate, Map<Modality, Map<Kind, MeanAndDeviation>> modalities) {}

  /** The time means of some features on the plane of the two principal components of all. */
  public record Group(Modality modality, Kind kind, List<Point> points) {
    public Group {
      points = List.copyOf(points);
    }
  }

  /** A sample on the plane. */
  public record Point(double x, double y, double label) {}

  /** Writes the file into a run. */
  public void write(Path run) {
    WholeFile.write(run.resolve(FILE), EvaluationJson.tree(this).toPrettyString() + "\n");
  }
}
