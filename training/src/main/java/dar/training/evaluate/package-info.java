/**
 * A model and a data set go in; metrics at one or at all missing rates, and what a report needs of
 * a run besides, come out (Section 4.2).
 */
package dar.training.evaluate;
