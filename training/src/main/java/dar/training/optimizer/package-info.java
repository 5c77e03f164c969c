/** Gradients go in, updates of variables come out. */
package dar.training.optimizer;
