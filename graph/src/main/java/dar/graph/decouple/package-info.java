/**
 * Section 3.4: raw sequences go in, aligned features U^1 and their common and specific parts H^com,
 * H^spec come out, with the losses that pull the parts apart (Eqs. 1-11).
 */
package dar.graph.decouple;
