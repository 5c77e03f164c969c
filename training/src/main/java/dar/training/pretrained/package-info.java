/**
 * Pretrained BERT weights. It takes in the files of Hugging Face (safetensors), of Google
 * (TensorFlow checkpoints) and of ONNX exporters, of which nothing is trusted, and gives out the
 * variables of {@link dar.graph.input.BertShape} in their names, shapes and orientation.
 *
 * <p>A format's class finds where each tensor lies and what it is called there; {@link
 * dar.training.pretrained.CheckedBert} holds what was found against what the configuration
 * promises. Values are read one variable at a time.
 */
package dar.training.pretrained;
