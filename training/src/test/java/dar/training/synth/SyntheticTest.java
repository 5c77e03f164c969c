package dar.training.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheticTest {
  private static final double RIDGE = 20;

  @TempDir static Path folder;
  private Dataset vectors;

  @BeforeAll
  void write() {
    Synthetic.write(folder.resolve("vectors"), SyntheticOptions.vectors(), 1);
    vectors = Dataset.open(folder.resolve("vectors"));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    SyntheticOptions small = SyntheticOptions.vectors().withCounts(8, 2, 2);
    Synthetic.write(folder.resolve("a"), small, 7);
    Synthetic.write(folder.resolve("b"), small, 7);
    Synthetic.write(folder.resolve("c"), small, 8);
    String hash = Dataset.open(folder.resolve("a")).hash();
    // Pinned: a set that is reported by its seed must be the same on every machine and release.
    assertThat(hash)
        .isEqualTo("fa150add60d6e2e43e363ff85ab0d9c4da032b8ffac68532c78f3d9edcbc9342")
        .isEqualTo(Dataset.open(folder.resolve("b")).hash())
        .isNotEqualTo(Dataset.open(folder.resolve("c")).hash());
  }

  @Test
  void thePresetsHaveTheSizesTheySay() {
    assertThat(vectors.description().counts())
        .isEqualTo(Map.of(Split.TRAIN, 512, Split.VALID, 128, Split.TEST, 192));
    assertThat(vectors.shape(Modality.LANGUAGE)).isEqualTo(new ModalityShape(16, 24));
    assertThat(vectors.shape(Modality.VISUAL)).isEqualTo(new ModalityShape(24, 12));
    assertThat(vectors.shape(Modality.ACOUSTIC)).isEqualTo(new ModalityShape(20, 10));
    SyntheticOptions mosi = SyntheticOptions.mosi();
    assertThat(mosi.counts())
        .isEqualTo(Map.of(Split.TRAIN, 1284, Split.VALID, 229, Split.TEST, 686));
    assertThat(mosi.modalities().get(Modality.LANGUAGE).shape())
        .isEqualTo(new ModalityShape(50, 768));
    assertThat(mosi.modalities().get(Modality.VISUAL).shape())
        .isEqualTo(new ModalityShape(500, 20));
    assertThat(mosi.modalities().get(Modality.ACOUSTIC).shape())
        .isEqualTo(new ModalityShape(375, 5));
  }

  @Test
  void labelsAndLengthsLieInTheirRanges() {
    for (Split split : Split.values()) {
      for (float label : vectors.labels(split)) {
        assertThat(label).isBetween(-3f, 3f);
      }
      for (int row = 0; row < vectors.size(split); row++) {
        assertThat(vectors.length(split, Modality.LANGUAGE, row)).isBetween(8, 16);
      }
    }
  }

  /** Only the real steps, the first ones, hold anything. */
  @Test
  void whatFollowsTheRealStepsIsZero() {
    float[] sample = new float[24 * 12];
    for (int row = 0; row < 20; row++) {
      vectors.read(Split.TEST, Modality.VISUAL, new int[] {row}, sample);
      int end = vectors.length(Split.TEST, Modality.VISUAL, row) * 12;
      for (int place = 0; place < sample.length; place++) {
        assertThat(sample[place] != 0).isEqualTo(place < end);
      }
    }
  }

  /** A line through the means of the features finds most of the label, each modality less. */
  @Test
  void aLinearProbeLearnsFromAllModalitiesMoreThanFromEach() {
    double all = correlation(Set.of(Modality.values()));
    assertThat(all).isBetween(0.7, 0.9);
    Map<Modality, Double> alone = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      alone.put(modality, correlation(Set.of(modality)));
      assertThat(alone.get(modality)).isBetween(0.3, all - 0.04);
    }
    assertThat(alone.get(Modality.LANGUAGE))
        .isGreaterThan(alone.get(Modality.VISUAL) + 0.1)
        .isGreaterThan(alone.get(Modality.ACOUSTIC) + 0.1);
  }

  /** The common factor alone gives nearly the whole label; a modality's own gives little. */
  @Test
  void theFactorsAreKept() {
    assertThat(correlation(Dataset.COMMON)).isGreaterThan(0.9);
    assertThat(correlation("visual")).isLessThan(0.4);
    assertThat(vectors.factors(Split.VALID, "acoustic").orElseThrow()).hasDimensions(128, 4);
    assertThat(vectors.factors(Split.VALID, "smell")).isEmpty();
  }

  @Test
  void badOptionsAreNamed() {
    ModalityShape shape = new ModalityShape(1, 1);
    assertThatThrownBy(() -> new SyntheticModality(shape, 1, 1, Double.NaN, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("noise: expected at least 0, found view NaN and step 0.0");
    assertThatThrownBy(
            () ->
                Synthetic.write(
                    folder.resolve("none"), SyntheticOptions.vectors().withCounts(1, 0, 1), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("split valid: expected at least 1 sample, found none");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private double correlation(Set<Modality> modalities) {
    return correlation(means(Split.TRAIN, modalities), means(Split.TEST, modalities));
  }

  private double correlation(String factor) {
    return correlation(
        withOne(vectors.factors(Split.TRAIN, factor).orElseThrow()),
        withOne(vectors.factors(Split.TEST, factor).orElseThrow()));
  }

  /** Ridge regression on the train split, Pearson's correlation on the test split. */
  private double correlation(RealMatrix train, RealMatrix test) {
    RealMatrix gram = train.transposeMultiply(train);
    RealMatrix ridge =
        gram.add(
            MatrixUtils.createRealIdentityMatrix(gram.getRowDimension()).scalarMultiply(RIDGE));
    RealVector moments = train.transpose().operate(vector(vectors.labels(Split.TRAIN)));
    RealVector weights = new CholeskyDecomposition(ridge).getSolver().solve(moments);
    RealVector predicted = centred(test.operate(weights));
    RealVector labels = centred(vector(vectors.labels(Split.TEST)));
    return predicted.dotProduct(labels) / predicted.getNorm() / labels.getNorm();
  }

  private static RealVector centred(RealVector vector) {
    double mean = vector.dotProduct(new ArrayRealVector(vector.getDimension(), 1.0));
    return vector.mapSubtract(mean / vector.getDimension());
  }

  private static RealVector vector(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return new ArrayRealVector(copy);
  }

  private static RealMatrix withOne(float[][] rows) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows.length, rows[0].length + 1);
    for (int row = 0; row < rows.length; row++) {
      matrix.setEntry(row, rows[0].length, 1);
      for (int i = 0; i < rows[0].length; i++) {
        matrix.setEntry(row, i, rows[row][i]);
      }
    }
    return matrix;
  }

  /** [N, sum of d_m + 1]: the means over the real steps, and 1. */
  private RealMatrix means(Split split, Set<Modality> modalities) {
    float[][] means = new float[vectors.size(split)][];
    for (int row = 0; row < means.length; row++) {
      means[row] = new float[modalities.stream().mapToInt(m -> vectors.shape(m).width()).sum()];
      int to = 0;
      for (Modality modality : modalities) {
        ModalityShape shape = vectors.shape(modality);
        float[] sample = new float[shape.length() * shape.width()];
        vectors.read(split, modality, new int[] {row}, sample);
        int length = vectors.length(split, modality, row);
        for (int place = 0; place < length * shape.width(); place++) {
          means[row][to + place % shape.width()] += sample[place] / length;
        }
        to += shape.width();
      }
    }
    return withOne(means);
  }
}
