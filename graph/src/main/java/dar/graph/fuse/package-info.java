/** Section 3.6: gated features go in, the prediction and its loss come out (Eqs. 18-23). */
package dar.graph.fuse;
