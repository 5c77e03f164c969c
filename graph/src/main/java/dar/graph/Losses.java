package dar.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The losses of one batch, scalars, each before its weight.
 *
 * @param total L_total, Eq. 24
 * @param prediction Loss(y, y_hat), the first term of Eq. 23
 * @param boot Loss(y, y_boot), the second term of Eq. 23
 * @param sim L_sim, Eq. 7
 * @param diff L_diff, Eqs. 5 and 9
 * @param re L_re, Eq. 11
 * @param recon L_recon, Eq. 17
 */
public record Losses(
    Operand<TFloat32> total,
    Operand<TFloat32> prediction,
    Operand<TFloat32> boot,
    Operand<TFloat32> sim,
    Operand<TFloat32> diff,
    Operand<TFloat32> re,
    Operand<TFloat32> recon) {

  /** The losses by the names that signatures and metrics carry, the total first. */
  public Map<String, Operand<TFloat32>> named() {
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    named.put("loss", total);
    named.put("loss_prediction", prediction);
    named.put("loss_boot", boot);
    named.put("loss_sim", sim);
    named.put("loss_diff", diff);
    named.put("loss_re", re);
    named.put("loss_recon", recon);
    return named;
  }
}
