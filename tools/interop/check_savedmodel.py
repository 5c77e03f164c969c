"""Judges an exported model from Python: does it load, predict, train and move?

Write what is judged with the test dar.tools.SavedModelForPythonTest and -Ddar.interop.out=FOLDER, then
    python tools/interop/check_savedmodel.py FOLDER/MODEL/model/1 FOLDER/MODEL/expected.json
One line a check; the exit code is 0 when all hold. Needs TensorFlow 2 and NumPy, for models that read sentences also
tokenizers, nothing of DAR.
"""

import argparse
import base64
import json
import os
import shutil
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf

TOLERANCE = 1e-5
TRAINING_STEPS = 20
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def array(stored):
    values = np.frombuffer(base64.b64decode(stored["values"]), dtype=stored["dtype"])
    return values.reshape(stored["shape"])


def feeds(stored):
    return {name: tf.constant(array(value)) for name, value in stored.items()}


def trained_variables(model):
    """A model of the graph kind lists all its variables and marks those that are trained."""
    return [v for v in model.variables if v.trainable]


def bert_variables(model):
    """Without the moments that the optimiser keeps of them."""
    return [v for v in model.variables if v.name.startswith("bert/")]


def largest_difference(model, prediction):
    found = model.signatures["serving_default"](**feeds(prediction["inputs"]))["prediction"].numpy()
    expected = array(prediction["output"])
    if found.shape != expected.shape:
        return np.inf
    return np.max(np.abs(found - expected))


def check_predictions(when, model, expected):
    for prediction in expected["predictions"]:
        size = prediction["output"]["shape"][0]
        difference = largest_difference(model, prediction)
        check(f"prediction of {size}, {when}", difference <= TOLERANCE, f"differs by {difference:.3g}")


def check_signatures(model):
    for name, signature in sorted(model.signatures.items()):
        inputs = signature.structured_input_signature[1]
        outputs = signature.structured_outputs
        print(f"signature {name}")
        for kind, tensors in (("in ", inputs), ("out", outputs)):
            for key, tensor in sorted(tensors.items()):
                print(f"  {kind} {key}: {tensor.dtype.name} {tensor.shape}")
        ranked = all(t.shape.rank is not None for t in [*inputs.values(), *outputs.values()])
        # Of what has a batch, only the batch is open.
        closed = ranked and all(None not in t.shape[1:] for t in [*inputs.values(), *outputs.values()])
        check(f"shapes of {name}", closed, "known but for the batch" if closed else "not all known")
    names = sorted(model.signatures)
    wanted = ["classify", "evaluate", "predict", "regress", "represent", "serving_default", "train"]
    check("signatures", names == wanted, ", ".join(names))


def check_variables(model, expected):
    listed = [v.name.removesuffix(":0") for v in model.variables]
    trainable = [v.name.removesuffix(":0") for v in trained_variables(model)]
    for variable in [v for v in model.variables if not v.name.startswith("optimizer/")]:
        print(f"variable {variable.name} {variable.shape}{'' if variable.trainable else ' (not trainable)'}")
    want_trainable = expected["trainable_variables"]
    want = want_trainable + expected["other_variables"]
    check("variables", sorted(listed) == sorted(want), f"{len(listed)} listed, {len(want)} expected")
    check("trainable variables", sorted(trainable) == sorted(want_trainable) and set(trainable) < set(listed),
          f"{len(trainable)} listed, {len(want_trainable)} expected")


def check_training(model, expected):
    batch = feeds(expected["train"])
    train, evaluate = model.signatures["train"], model.signatures["evaluate"]
    weight = trained_variables(model)[0]
    before, first = evaluate(**batch)["loss"].numpy(), weight.numpy()
    bert = bert_variables(model)
    bert_first = [v.numpy() for v in bert]
    for _ in range(TRAINING_STEPS):
        train(**batch)
    after = evaluate(**batch)["loss"].numpy()
    check("training", after < before, f"{TRAINING_STEPS} steps take the loss from {before:.6f} to {after:.6f}")
    moved = np.max(np.abs(weight.numpy() - first))
    check("variables move", moved > 0, f"{weight.name} by up to {moved:.3g}")
    if bert:
        fine_tuned = bert[0].trainable
        moved = max(np.max(np.abs(v.numpy() - value)) for v, value in zip(bert, bert_first))
        check("fine-tuned BERT moves" if fine_tuned else "frozen BERT stays", (moved > 0) == fine_tuned,
              f"{len(bert)} variables, by up to {moved:.3g}")


def check_gradient(model, expected):
    """A Python pipeline can also put a loss of its own on the prediction."""
    stored = expected["predictions"][1]
    with tf.GradientTape() as tape:
        prediction = model.signatures["serving_default"](**feeds(stored["inputs"]))["prediction"]
        loss = tf.reduce_mean(tf.square(prediction))
    gradients = [g for g in tape.gradient(loss, trained_variables(model)) if g is not None]
    norm = tf.linalg.global_norm(gradients).numpy() if gradients else 0.0
    check("gradient in Python", np.isfinite(norm) and norm > 0, f"of {len(gradients)} variables, norm {norm:.4g}")


def check_language(model, export):
    """From a text to a prediction, with the tokenizer that comes with the model."""
    from tokenizers import Tokenizer

    predict = model.signatures["serving_default"]
    inputs = predict.structured_input_signature[1]
    for name in ("language_ids", "language_mask"):
        check(f"type of {name}", inputs[name].dtype == tf.int32, inputs[name].dtype.name)
    keep = model.signatures["train"].structured_input_signature[1].get("language_keep")
    check("train takes language_keep", keep is not None and keep.dtype == tf.bool, str(keep))
    tokenizer = Tokenizer.from_file(os.path.join(export, "assets", "tokenizer.json"))
    length = inputs["language_ids"].shape[1]
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(length=length)
    texts = ["I loved every minute of it.", "dull"]
    encodings = tokenizer.encode_batch(texts)
    whole = all(e.tokens[0] == "[CLS]" and "[SEP]" in e.tokens and len(e.ids) == length for e in encodings)
    check("tokenizer.json", whole, f"{texts[0]} -> {' '.join(encodings[0].tokens)}")
    given = {name: tf.zeros([len(texts), *t.shape[1:]], t.dtype) for name, t in inputs.items()}
    given["language_ids"] = tf.constant([e.ids for e in encodings], tf.int32)
    given["language_mask"] = tf.constant([e.attention_mask for e in encodings], tf.int32)
    found = predict(**given)["prediction"].numpy()
    check("texts", np.all(np.isfinite(found)) and found[0] != found[1], f"{texts} -> {found.tolist()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", help="the folder with saved_model.pb")
    parser.add_argument("expected", help="the numbers that Java found")
    arguments = parser.parse_args()
    with open(arguments.expected, encoding="utf-8") as file:
        expected = json.load(file)

    model = tf.saved_model.load(arguments.export)
    check_signatures(model)
    check_variables(model, expected)
    check_predictions("loaded", model, expected)
    if bert_variables(model):
        check_language(model, arguments.export)
    check_gradient(model, expected)
    check_training(model, expected)
    with tempfile.TemporaryDirectory() as elsewhere:
        moved = shutil.copytree(arguments.export, os.path.join(elsewhere, "copy"))
        check_predictions("copied elsewhere", tf.saved_model.load(moved), expected)
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
