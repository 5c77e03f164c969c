/**
 * The paper's experiments as a folder of runs: targets and settings come in; every model that they
 * need is trained by a process of its own, once, whatever interrupts it; an index says what is
 * there.
 */
package dar.tools.reproduce;
