"""Goes on training an exported model, and gives its weights back to dar:

    dar export RUN --out exported
    dar data export DATA --out records
    python fine_tune.py exported/1 records tuned/weights
    dar evaluate RUN --weights tuned/weights
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import tensorflow as tf

import records

BATCH, EPOCHS, MISSING = 64, 3, 0.3


def keep(batch, name, shape):
    """Which steps the model is to see; of a sentence it always sees [CLS] and [SEP]."""
    size = tf.shape(batch["labels"])[0]
    seen = tf.random.uniform([size, shape[1]]) >= MISSING
    if name == "language_keep" and "language_ids" in batch:
        step = tf.range(shape[1], dtype=tf.int64)[None]
        seen |= (step == 0) | (step == batch["language_length"][:, None] - 1)
    return seen


def error(model, data):
    """The mean absolute error of complete samples."""
    predict = model.signatures["serving_default"]
    errors = [tf.abs(predict(**records.feeds(b, predict))["prediction"] - b["labels"]) for b in data.batch(BATCH)]
    return tf.reduce_mean(tf.concat(errors, 0)).numpy()


def main(export, folder, prefix):
    tf.random.set_seed(1)
    model = tf.saved_model.load(export)
    train = model.signatures["train"]
    inputs = train.structured_input_signature[1]
    test = records.samples(folder, "test")
    print(f"MAE on test before {error(model, test):.6f}")
    data = records.samples(folder, "train").shuffle(10_000, seed=1).batch(BATCH, drop_remainder=True)
    for epoch in range(EPOCHS):
        for batch in data:
            masks = {n: keep(batch, n, t.shape) for n, t in inputs.items() if n.endswith("_keep")}
            losses = train(**records.feeds(batch, train), **masks)
        print(f"epoch {epoch + 1}: loss {losses['loss'].numpy():.4f}")
    print(f"MAE on test after {error(model, test):.6f}")
    tf.train.Checkpoint(model=model).write(prefix)


if __name__ == "__main__":
    main(*sys.argv[1:])
