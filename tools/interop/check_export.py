"""Judges an exported model as TensorFlow pipelines use it: tools, Keras, tf.data, tf.Example, files of a server.

Write what is judged with the test dar.tools.SavedModelForPythonTest and -Ddar.interop.out=FOLDER, then
    python tools/interop/check_export.py FOLDER/MODEL
One line a check; the exit code is 0 when all hold. Needs TensorFlow 2 with Keras 3 and NumPy, nothing of DAR.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from tensorflow.core.protobuf import fingerprint_pb2
from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

import check_savedmodel
from check_savedmodel import TOLERANCE, array, check, feeds

CLI = [sys.executable, "-m", "tensorflow.python.tools.saved_model_cli"]
HASHES = ["saved_model_checksum", "graph_def_program_hash", "signature_def_hash", "saved_object_graph_hash", "checkpoint_hash"]


class Sample:
    """A prediction that Java made: its inputs, and what it found."""

    def __init__(self, stored):
        self.inputs = {name: array(value) for name, value in stored["inputs"].items()}
        self.output = array(stored["output"])
        self.is_classes = self.output.ndim == 2

    def examples(self, names):
        """tf.Examples with some of the features, serialized."""
        return [tf.train.Example(features=tf.train.Features(feature={
            name: feature(self.inputs[name][i]) for name in names})).SerializeToString() for i in range(len(self.output))]

    def answers(self, label_bound):
        """What classify and regress have to say, by signature and output."""
        if self.is_classes:
            return {("classify", "scores"): self.output}
        positive = (1 + np.clip(self.output / label_bound, -1, 1)) / 2
        return {("classify", "scores"): np.stack([1 - positive, positive], 1), ("regress", "outputs"): self.output[:, None]}


def feature(values):
    if values.dtype == np.int32:
        return tf.train.Feature(int64_list=tf.train.Int64List(value=values.ravel()))
    return tf.train.Feature(float_list=tf.train.FloatList(value=values.ravel()))


def compare(name, found, expected):
    found, expected = np.asarray(found), np.asarray(expected)
    difference = np.max(np.abs(found - expected)) if found.shape == expected.shape else np.inf
    check(name, difference <= TOLERANCE, f"differs by {difference:.3g}")


def run_cli(*arguments):
    done = subprocess.run([*CLI, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + (done.stderr if done.returncode else "")


def check_show(folder, signatures):
    code, shown = run_cli("show", "--dir", folder, "--all")
    missing = [s for s in signatures if f"signature_def['{s}']" not in shown]
    check("saved_model_cli show", code == 0 and not missing, f"{len(signatures)} signatures" if not code else shown[-500:])
    methods = {m: shown.count(f"tensorflow/serving/{m}") for m in ("predict", "classify", "regress")}
    check("methods", methods["classify"] == 1 and methods["regress"] == ("regress" in signatures), str(methods))
    check("ranks", "unknown_rank" not in shown, "all known" if "unknown_rank" not in shown else "some unknown")


def check_run(folder, sample):
    with tempfile.TemporaryDirectory() as work:
        given = []
        for name, values in sample.inputs.items():
            np.save(os.path.join(work, name + ".npy"), values)
            given.append(f"{name}={work}/{name}.npy")
        code, told = run_cli("run", "--dir", folder, "--tag_set", "serve", "--signature_def", "predict", "--inputs", ";".join(given),
                             "--outdir", work)
        if code:
            check("saved_model_cli run", False, told[-500:])
        else:
            compare("saved_model_cli run", np.load(os.path.join(work, "prediction.npy")), sample.output)


def check_examples(model, sample, label_bound):
    names = list(sample.inputs)
    serialized = sample.examples(names)
    for (signature, output), expected in sample.answers(label_bound).items():
        found = model.signatures[signature](inputs=tf.constant(serialized))
        compare(f"{signature} of tf.Example", found[output], expected)
    classes = model.signatures["classify"](inputs=tf.constant(serialized))["classes"].numpy()
    with open(os.path.join(model.folder, "assets", "labels.json"), encoding="utf-8") as file:
        labels = json.load(file)["classes"]
    check("classes are those of labels.json", [c.decode() for c in classes[0]] == labels, " ".join(labels))

    spec = {}
    predict = model.signatures["serving_default"]
    for name, tensor in predict.structured_input_signature[1].items():
        kind = tf.int64 if tensor.dtype == tf.int32 else tensor.dtype
        size = tensor.shape[1:].as_list()
        spec[name] = tf.io.FixedLenFeature(size, kind, np.zeros(size, kind.as_numpy_dtype))
    for left in [names, ["visual"], []]:
        serialized = sample.examples(left)
        parsed = tf.io.parse_example(serialized, spec)
        parsed = {n: tf.cast(v, tf.int32) if v.dtype == tf.int64 else v for n, v in parsed.items()}
        expected = predict(**parsed)["prediction"].numpy()
        found = model.signatures["classify" if sample.is_classes else "regress"](inputs=tf.constant(serialized))
        found = found["scores"] if sample.is_classes else found["outputs"][:, 0]
        compare(f"tf.io.parse_example of {', '.join(left) or 'nothing'}", found, expected)
    if "language_ids" in names:
        padded = dict(sample.inputs, language_mask=(sample.inputs["language_ids"] != 0).astype(np.int32))
        expected = predict(**{n: tf.constant(v) for n, v in padded.items()})["prediction"].numpy()
        found = model.signatures["regress"](inputs=tf.constant(sample.examples([n for n in names if n != "language_mask"])))
        compare("ids without a mask", found["outputs"][:, 0], expected)


def check_keras(folder, sample, signature):
    import keras

    layer = keras.layers.TFSMLayer(folder, call_endpoint="serving_default")
    inputs = {n: keras.Input(v.shape[1:], dtype=v.dtype.name, name=n) for n, v in sample.inputs.items()}
    first, *others = sorted(inputs)  # Keras hands on one input by position: the first by name
    prediction = layer(inputs[first], **{n: inputs[n] for n in others})["prediction"]
    found = keras.Model(inputs, keras.layers.Rescaling(2.0)(prediction)).predict(sample.inputs, verbose=0)
    compare("TFSMLayer in a Keras model", found, 2 * sample.output)

    examples = keras.Input((), dtype="string")
    layer = keras.layers.TFSMLayer(folder, call_endpoint=signature)
    output = "outputs" if signature == "regress" else "scores"
    found = keras.Model(examples, layer(examples)[output]).predict(tf.constant(sample.examples(list(sample.inputs))), verbose=0)
    compare(f"TFSMLayer of {signature}", found.reshape(sample.output.shape), sample.output)


def check_data_loop(model, stored):
    """Fine-tuning by tf.data, in batches of another size than the one it was exported with."""
    batch = feeds(stored)
    data = tf.data.Dataset.from_tensor_slices(batch).shuffle(64, seed=1).batch(8, drop_remainder=True).repeat(15)
    before = model.signatures["evaluate"](**batch)["loss"].numpy()
    steps = 0
    for part in data:
        model.signatures["train"](**part)
        steps += 1
    after = model.signatures["evaluate"](**batch)["loss"].numpy()
    check("tf.data loop", after < before, f"{steps} steps of 8 take the loss from {before:.6f} to {after:.6f}")


def prediction_log(folder):
    """The class of TensorFlow Serving's message."""
    files = descriptor_pb2.FileDescriptorSet()
    with open(os.path.join(folder, "serving.desc"), "rb") as file:
        files.ParseFromString(file.read())
    pool = descriptor_pool.Default()  # knows tf.Example and tensors
    for file in files.file:
        pool.AddSerializedFile(file.SerializeToString())
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("tensorflow.serving.PredictionLog"))


def check_warm_up(folder, model, log_class):
    """Plays the requests as a server does; the reader compares the checksums."""
    path = os.path.join(model.folder, "assets.extra", "tf_serving_warmup_requests")
    kinds, whole = [], True
    for record in tf.data.TFRecordDataset(path):
        log = log_class.FromString(record.numpy())
        kind = log.WhichOneof("log_type")
        request = getattr(log, kind).request
        signature = model.signatures[request.model_spec.signature_name]
        if kind == "predict_log":
            given = {n: tf.constant(tf.make_ndarray(t)) for n, t in request.inputs.items()}
            size = given["visual"].shape[0]
        else:
            given = {"inputs": tf.constant([e.SerializeToString() for e in request.input.example_list.examples])}
            size = given["inputs"].shape[0]
        answer = signature(**given)
        whole &= all(t.shape[0] == size for t in answer.values()) and request.model_spec.name == "model"
        kinds.append(f"{kind.removesuffix('_log')} {size}")
    expected = ["predict 1", "predict 3", "classify 1"] + (["regress 1"] if "regress" in model.signatures else [])
    check("warm-up", whole and kinds == expected, ", ".join(kinds))


def check_fingerprint(folder):
    read = tf.saved_model.experimental.read_fingerprint(folder)
    made = fingerprint_pb2.FingerprintDef.FromString(fingerprinting.CreateFingerprintDef(folder))
    differ = [h for h in HASHES if getattr(read, h) != getattr(made, h)]
    check("fingerprint", not differ, ", ".join(differ) + " differ" if differ else f"{len(HASHES)} hashes are TensorFlow's own")


def check_vocabulary(folder):
    from tokenizers import Tokenizer

    assets = os.path.join(folder, "assets")
    known = Tokenizer.from_file(os.path.join(assets, "tokenizer.json")).get_vocab()
    with open(os.path.join(assets, "vocab.txt"), encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")[:-1]
    check("vocab.txt", all(lines[i] == token for token, i in known.items()) and len(lines) == max(known.values()) + 1, f"{len(lines)} tokens")


def size(folder):
    return sum(os.path.getsize(os.path.join(path, f)) for path, _, files in os.walk(folder) for f in files)


def load(folder):
    model = tf.saved_model.load(folder)
    model.folder = folder
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="with model/1, slim/1 and expected.json")
    folder = parser.parse_args().folder
    with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
        expected = json.load(file)
    samples = [Sample(stored) for stored in expected["predictions"]]
    log_class = prediction_log(folder)
    for kind in ("slim", "model"):
        print(f"the {'slim' if kind == 'slim' else 'whole'} model")
        path = os.path.join(folder, kind, "1")
        model = load(path)
        names = sorted(model.signatures)
        wanted = {"serving_default", "predict", "classify"} | (set() if samples[0].is_classes else {"regress"})
        wanted |= set() if kind == "slim" else {"train", "evaluate", "represent"}
        check("signatures", set(names) == wanted, ", ".join(names))
        check_show(path, names)
        check_run(path, samples[1])
        for sample in samples:
            for name in ("serving_default", "predict"):
                found = model.signatures[name](**{n: tf.constant(v) for n, v in sample.inputs.items()})
                compare(f"{name} of {len(sample.output)}", found["prediction"], sample.output)
        check_examples(model, samples[1], 3)
        check_keras(path, samples[1], "classify" if samples[0].is_classes else "regress")
        check_warm_up(folder, model, log_class)
        check_fingerprint(path)
        if "language_ids" in samples[0].inputs:
            check_vocabulary(path)
        if kind == "model":
            check_data_loop(model, expected["train"])
    whole, slim = (size(os.path.join(folder, kind, "1")) for kind in ("model", "slim"))
    check("slim is smaller", slim < whole, f"{slim / 1e6:.2f} MB of {whole / 1e6:.2f} MB")
    failures = check_savedmodel.failures
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
