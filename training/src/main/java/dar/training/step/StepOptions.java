package dar.training.step;

import dar.graph.Objective;
import dar.ops.Precision;
import dar.training.optimizer.Adam;
import dar.training.optimizer.Schedule;

/**
 * How one alternating update is made.
 *
 * @param schedule learning rate of the main networks
 * @param main optimiser of the main networks
 * @param language rate of a BERT that is fine-tuned
 * @param clipNorm bound on the norm of all main gradients together
 * @param q optimiser of the posteriors q_theta
 * @param qRate their learning rate
 * @param qSteps how often they are fitted on each batch, n of design 3.7
 * @param precision of the products of linear maps and of wide convolutions in an update
 * @param seed of dropout
 */
public record StepOptions(
    Objective objective,
    Schedule schedule,
    Adam main,
    LanguageRate language,
    double clipNorm,
    Adam q,
    double qRate,
    int qSteps,
    Precision precision,
    long seed) {}
