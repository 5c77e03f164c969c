/**
 * What answers, whatever the protocol: takes TensorFlow's messages of tensors and examples, and
 * gives such messages. The models of a folder are watched, loaded, warmed up and swapped here, and
 * requests to exports of our own are joined to batches.
 */
package dar.tools.serve.model;
