/**
 * Datasets as TFRecord files, a record a sample, and back: what {@code tf.data} reads and writes.
 * Samples are streamed, and lie beside a {@code feature_spec.json} that says how to parse them.
 */
package dar.training.tfrecord;
