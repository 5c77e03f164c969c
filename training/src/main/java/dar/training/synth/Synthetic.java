package dar.training.synth;

import dar.graph.file.FileFailure;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.NpyWriter;
import dar.training.data.Samples;
import dar.training.data.Sha256;
import dar.training.data.Split;
import dar.training.data.TextTokens;
import dar.training.pretrained.MiniLm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Samples whose common and specific factors are known. Of each sample:
 *
 * <pre>
 * c = sqrt(k) u / |u|,  u ~ N(0, I),  s_m ~ N(0, I)       all independent, c [k]
 * y = 3 tanh(w . c + (r / sqrt(M)) sum over m of v_m . s_m)
 * </pre>
 *
 * <p>c is uniform on a sphere, because L_sim compares directions: InfoNCE over unit vectors finds a
 * factor on a sphere but for a rotation (Zimmermann et al. 2021, "Contrastive Learning Inverts the
 * Data Generating Process", Theorem 2), so that a line can read it, and loses the length of one
 * that has a length.
 *
 * <p>w and v_m are unit vectors fixed for the set, M the number of modalities, r {@link
 * SyntheticOptions#specificWeight}. {@link Mixture} makes the features of c and s_m: a sequence has
 * T/2 to T real steps, the first ones; zeros follow. {@link Reviews} makes sentences of c and s_l;
 * then all entries of w are alike and those of v_l too: each good word makes the label larger. The
 * factors are written beside the features: see {@link Dataset#factors}.
 */
public final class Synthetic {
  private static final double LABEL_RANGE = 3;

  private final SyntheticOptions options;
  private final long seed;
  private final Optional<Tokenizer> tokenizer;
  private final double[] commonWeights;
  private final Map<Modality, double[]> specificWeights = new EnumMap<>(Modality.class);
  private final Map<Modality, Mixture> mixtures = new EnumMap<>(Modality.class);

  private Synthetic(SyntheticOptions options, long seed, Optional<Tokenizer> tokenizer) {
    this.options = options;
    this.seed = seed;
    this.tokenizer = tokenizer;
    Map<Modality, Integer> widths = options.specificWidths();
    boolean sentences = options.sentences().isPresent();
    commonWeights = weights(seed, "label", options.commonWidth(), 1, sentences);
    double share = options.specificWeight() / StrictMath.sqrt(widths.size());
    widths.forEach(
        (modality, width) -> {
          boolean alike = sentences && modality == Modality.LANGUAGE;
          specificWeights.put(
              modality, weights(seed, "label " + modality.key(), width, share, alike));
        });
    for (Modality modality : options.modalities().keySet()) {
      mixtures.put(modality, new Mixture(options, modality, seed));
    }
  }

  /**
   * Writes a set.
   *
   * @param directory the directory to make; it must not exist
   * @throws dar.graph.input.BadInputException where it exists or its disk is full; nothing is left
   */
  public static DatasetDescription write(Path directory, SyntheticOptions options, long seed) {
    if (options.sentences().isEmpty()) {
      return new Synthetic(options, seed, Optional.empty()).write(directory);
    }
    try (Tokenizer tokenizer = MiniLm.tokenizer()) {
      return new Synthetic(options, seed, Optional.of(tokenizer)).write(directory);
    }
  }

  private DatasetDescription write(Path directory) {
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    options.modalities().forEach((modality, own) -> shapes.put(modality, own.shape()));
    Optional<TokenShape> tokens =
        options
            .sentences()
            .map(own -> new TokenShape(own.tokens(), tokenizer.orElseThrow().vocabulary()));
    try (DatasetWriter writer = DatasetWriter.create(directory, shapes, tokens)) {
      for (Split split : Split.values()) {
        write(writer, split, options.counts().getOrDefault(split, 0));
      }
      return writer.finish(
          options.name(),
          new Task.Regression(),
          -LABEL_RANGE,
          LABEL_RANGE,
          Sha256.of("synthetic 3, seed " + seed + ", " + options));
    } catch (IOException e) {
      throw FileFailure.of(directory, e);
    }
  }

  private void write(DatasetWriter writer, Split split, int count) throws IOException {
    double[][] common = onSphere(draw(split, Dataset.COMMON, count, options.commonWidth()));
    keep(writer, split, Dataset.COMMON, common, options.commonWidth());
    double[] intensity = new double[count];
    add(intensity, common, commonWeights);
    List<String> texts = Collections.nCopies(count, "");
    Map<Modality, int[]> lengths = new EnumMap<>(Modality.class);
    for (Map.Entry<Modality, Integer> entry : options.specificWidths().entrySet()) {
      Modality modality = entry.getKey();
      double[][] own = draw(split, modality.key(), count, entry.getValue());
      keep(writer, split, modality.key(), own, entry.getValue());
      add(intensity, own, specificWeights.get(modality));
      if (mixtures.containsKey(modality)) {
        lengths.put(modality, features(writer, split, modality, common, own));
      } else {
        texts = texts(split, common, own);
        int most = options.sentences().orElseThrow().tokens();
        lengths.put(
            modality, TextTokens.write(texts, tokenizer.orElseThrow(), most, writer, split));
      }
    }
    float[] labels = new float[count];
    for (int row = 0; row < count; row++) {
      labels[row] = (float) (LABEL_RANGE * StrictMath.tanh(intensity[row]));
    }
    List<String> ids = IntStream.range(0, count).mapToObj(row -> split.key() + "-" + row).toList();
    writer.samples(split, new Samples(lengths, labels, ids, texts));
  }

  private List<String> texts(Split split, double[][] common, double[][] own) {
    Gaussian random = new Gaussian(seed, split.key() + " reviews");
    Reviews reviews = new Reviews(options.sentences().orElseThrow().viewNoise());
    return IntStream.range(0, common.length)
        .mapToObj(row -> reviews.review(common[row], own[row], random))
        .toList();
  }

  /** N(0, I), [count, width]. */
  private double[][] draw(Split split, String name, int count, int width) {
    Gaussian random = new Gaussian(seed, split.key() + " factors " + name);
    double[][] factors = new double[count][];
    for (int sample = 0; sample < count; sample++) {
      factors[sample] = random.vector(width, 1);
    }
    return factors;
  }

  /** The same directions, each as long as sqrt(width), so that a component's variance stays 1. */
  private static double[][] onSphere(double[][] factors) {
    double[][] same = new double[factors.length][];
    for (int sample = 0; sample < same.length; sample++) {
      same[sample] = scaled(factors[sample], StrictMath.sqrt(factors[sample].length));
    }
    return same;
  }

  private static void keep(
      DatasetWriter writer, Split split, String name, double[][] factors, int width)
      throws IOException {
    float[] row = new float[width];
    try (NpyWriter out = writer.factors(split, name, width)) {
      for (double[] factor : factors) {
        for (int i = 0; i < width; i++) {
          row[i] = (float) factor[i];
        }
        out.append(row, width);
      }
    }
  }

  private int[] features(
      DatasetWriter writer, Split split, Modality modality, double[][] common, double[][] own)
      throws IOException {
    Gaussian random = new Gaussian(seed, split.key() + " features " + modality.key());
    ModalityShape shape = options.modalities().get(modality).shape();
    float[] features = new float[shape.length() * shape.width()];
    int[] lengths = new int[common.length];
    try (NpyWriter out = writer.features(split, modality)) {
      for (int row = 0; row < lengths.length; row++) {
        lengths[row] = random.between((shape.length() + 1) / 2, shape.length());
        mixtures.get(modality).sample(common[row], own[row], lengths[row], random, features);
        out.append(features, features.length);
      }
    }
    return lengths;
  }

  private static void add(double[] sums, double[][] factors, double[] weights) {
    for (int row = 0; row < sums.length; row++) {
      for (int i = 0; i < weights.length; i++) {
        sums[row] += weights[i] * factors[row][i];
      }
    }
  }

  /** A vector of this length in a random direction, or with components that are all alike. */
  private static double[] weights(long seed, String name, int width, double length, boolean alike) {
    double[] direction = new Gaussian(seed, name).vector(width, 1);
    if (alike) {
      Arrays.fill(direction, 1);
    }
    return scaled(direction, length);
  }

  private static double[] scaled(double[] vector, double length) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    double[] scaled = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      scaled[i] = vector[i] * length / StrictMath.sqrt(square);
    }
    return scaled;
  }
}
