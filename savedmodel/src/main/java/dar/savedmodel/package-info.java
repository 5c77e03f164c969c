/**
 * A trained graph as a SavedModel: {@link dar.savedmodel.Exporter} takes a graph, its session and
 * its endpoints and writes a folder that TensorFlow Serving, Python and {@link
 * dar.savedmodel.LoadedModel} read; what comes back predicts and goes on training. It knows of no
 * optimiser and no dataset.
 */
package dar.savedmodel;
