/** Whether two models differ by more than chance: values a sample or a seed in, verdicts out. */
package dar.training.statistics;
