/**
 * Which steps of which modality are missing (Sections 3.3 and 4.2): missing rates go in, {@link
 * dar.training.missing.KeepMask keep masks} of booleans [N, T] come out, true where a step is kept.
 * Evaluation masks have NumPy's bits, so that results compare with MMSA, TFR-Net and LNLN; training
 * masks are a pure function of (seed, epoch, sample, modality), at a rate that a {@link
 * dar.training.missing.RateLaw law} gives. Of language as tokens, [CLS] and [SEP] are kept: {@link
 * dar.training.missing.KeepMask#withEndsKept} of either. Nothing here touches features or tensors.
 */
package dar.training.missing;
