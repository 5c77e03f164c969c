"""Reads the TFRecord files that `dar data export` writes."""

import json
import os

import tensorflow as tf


def spec(features):
    """Features of feature_spec.json as tf.io takes them."""
    return {name: getattr(tf.io, f["type"])(f["shape"], tf.as_dtype(f["dtype"])) for name, f in features.items()}


def samples(folder, split):
    """The samples of a split, each a dictionary, as a tf.data.Dataset."""
    with open(os.path.join(folder, "feature_spec.json"), encoding="utf-8") as file:
        described = json.load(file)
    gzip = described["compression"] == "GZIP"
    file = os.path.join(folder, f"{split}.tfrecord" + (".gz" if gzip else ""))
    records = tf.data.TFRecordDataset(file, described["compression"])
    if described["kind"] == "example":
        features = spec(described["features"])
        return records.map(lambda record: tf.io.parse_single_example(record, features))
    context, sequence = spec(described["context"]), spec(described["sequence"])
    modalities = described["dataset"]["modalities"]

    def padded(name, values):
        length = modalities[name.split("_")[0]]["length"]
        behind = [[0, length - tf.shape(values)[0]]] + [[0, 0]] * (values.shape.rank - 1)
        return tf.ensure_shape(tf.pad(values, behind), [length, *values.shape[1:]])

    def parse(record):
        values, steps = tf.io.parse_single_sequence_example(record, context, sequence)
        return values | {name: padded(name, value) for name, value in steps.items()}

    return records.map(parse)


def feeds(batch, signature):
    """What a signature takes of a batch; a modality that the data lack is all zeros, so missing."""
    size = tf.shape(batch["labels"])[0]
    taken = {}
    for name, tensor in signature.structured_input_signature[1].items():
        if name in batch:
            taken[name] = tf.cast(batch[name], tensor.dtype)
        elif not name.endswith("_keep"):
            taken[name] = tf.zeros([size, *tensor.shape[1:]], tensor.dtype)
    return taken
