package dar.training.pickle;

import dar.graph.input.Modality;
import dar.training.data.Samples;
import java.util.Map;
import java.util.Optional;

/**
 * One split of an MMSA pickle, read but for its features.
 *
 * @param samples everything beside the features
 * @param features the array [N, T, d] of each modality whose array is not empty
 * @param tokens the array {@code text_bert} [N, 3, T], where language is read from it
 * @param clamped how many lengths of each modality were above T
 */
record MmsaSplit(
    Samples samples,
    Map<Modality, NumpyArray> features,
    Optional<NumpyArray> tokens,
    Map<Modality, Integer> clamped) {

  /** The same split with the lengths that writing its tokens has told. */
  MmsaSplit with(Samples complete) {
    return new MmsaSplit(complete, features, tokens, clamped);
  }

  /** Whether any sample has this modality. */
  boolean has(Modality modality) {
    return samples.absent(modality) < samples.size();
  }
}
