"""An exported model as a layer of a Keras model, with a layer behind it that is trained on records:

    dar export RUN --out exported
    dar data export DATA --out records
    python keras_layer.py exported/1 records
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import tensorflow as tf

import records


def main(export, folder):
    keras.utils.set_random_seed(1)
    layer = keras.layers.TFSMLayer(export, call_endpoint="serving_default", trainable=False)
    signature = tf.saved_model.load(export).signatures["serving_default"]
    takes = signature.structured_input_signature[1]
    inputs = {n: keras.Input(t.shape[1:], dtype=t.dtype.name, name=n) for n, t in takes.items()}
    first, *others = sorted(inputs)  # Keras hands on one input by position: the first by name
    prediction = layer(inputs[first], **{n: inputs[n] for n in others})["prediction"]
    column = keras.layers.Reshape((1,))(prediction)
    model = keras.Model(inputs, keras.layers.Dense(1, kernel_initializer="ones")(column))
    model.compile(keras.optimizers.Adam(0.01), loss="mae")

    def batches(split):
        return records.samples(folder, split).batch(64).map(lambda b: (records.feeds(b, signature), b["labels"]))

    print(f"MAE on test before {model.evaluate(batches('test'), verbose=0):.6f}")
    model.fit(batches("train"), epochs=3, verbose=0, shuffle=False)
    print(f"MAE on test after {model.evaluate(batches('test'), verbose=0):.6f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
