package dar.training.data;

import dar.graph.input.Modality;
import java.util.Map;

/**
 * What an import did.
 *
 * @param description the dataset made
 * @param cleaned how many values of each modality were NaN or infinite and became 0
 * @param absent how many samples of each split lack each modality; all of them for a modality that
 *     the set lacks
 * @param clamped how many lengths of each modality were above T and became T
 */
public record ImportReport(
    DatasetDescription description,
    Map<Modality, Long> cleaned,
    Map<Split, Map<Modality, Integer>> absent,
    Map<Modality, Integer> clamped) {}
