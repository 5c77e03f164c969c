"""Judges what dar writes for TensorFlow pipelines; check-pipelines.sh says how it comes about.

    python tools/interop/check_pipelines.py export|records|weights|encoder|vectors FOLDER
One line a check; the exit code is 0 when all hold. Needs TensorFlow 2 and NumPy, nothing of DAR.
"""

import json
import os
import re
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
sys.path.append(os.path.join(os.path.dirname(__file__), "examples"))

import numpy as np
import tensorflow as tf

import records

TOLERANCE = 1e-5
SPLITS = ["train", "valid", "test"]
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def cli(*arguments):
    command = [sys.executable, "-m", "tensorflow.python.tools.saved_model_cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout if done.returncode == 0 else done.stderr


def read_json(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def name_of(variable):
    return variable.name.split(":")[0]


def check_checkpoint(work, model):
    """The run's own checkpoint has the names and the values of the export's variables."""
    reader = tf.train.load_checkpoint(os.path.join(work, "run", "checkpoints", "best", "variables"))
    names = set(reader.get_variable_to_shape_map())
    check("load_checkpoint", names == {name_of(v) for v in model.variables}, f"{len(names)} variables, named as in the export")
    same = all(np.array_equal(reader.get_tensor(name_of(v)), v.numpy()) for v in model.variables)
    check("values of the checkpoint", same, "those of the export" if same else "differ from those of the export")


def check_export(work):
    export = os.path.join(work, "exported", "1")
    holds, shown = cli("show", "--dir", export, "--all")
    check("saved_model_cli show --all", holds, f"{shown.count('signature_def[')} signatures" if holds else shown[-500:])
    model = tf.saved_model.load(export)
    check_checkpoint(work, model)
    given = []
    for name in ["language", "visual", "acoustic"]:
        given.append(f"{name}={work}/vectors/test/{name}.npy")
    holds, told = cli("run", "--dir", export, "--tag_set", "serve", "--signature_def", "serving_default", "--inputs",
                      ";".join(given), "--outdir", os.path.join(work, "by-cli"))
    check("saved_model_cli run", holds, "the test split" if holds else told[-500:])
    batch = next(iter(records.samples(os.path.join(work, "vectors-example"), "test").batch(1000)))
    predict = model.signatures["serving_default"]
    found = predict(**records.feeds(batch, predict))["prediction"]
    if holds:
        difference = np.max(np.abs(found - np.load(os.path.join(work, "by-cli", "prediction.npy"))))
        check("prediction of records", difference <= TOLERANCE, f"differs by {difference:.3g} from that of saved_model_cli")
    file = tf.data.TFRecordDataset(os.path.join(work, "vectors-example", "test.tfrecord"))
    serialized = next(iter(file.batch(1000)))  # as they are: the features have the names of the inputs
    difference = np.max(np.abs(found - model.signatures["regress"](inputs=serialized)["outputs"][:, 0]))
    check("regress of records", difference <= TOLERANCE, f"differs by {difference:.3g}")


def arrays(folder):
    """What a dataset directory holds of a split, by the names of the features."""
    found = {}
    for file in os.listdir(folder):
        name, kind = os.path.splitext(file)
        if kind == ".npy" and name != "lengths":
            found[name] = np.load(os.path.join(folder, file))
    for column, modality in enumerate(["language", "visual", "acoustic"]):
        found[modality + "_length"] = np.load(os.path.join(folder, "lengths.npy"))[:, column]
    for name in ["id", "text"]:
        found[name] = np.array([t.encode() for t in read_json(folder, name + "s.json")], dtype=object)
    return found


def check_records(work):
    for data in ["vectors", "sentences"]:
        for kind in ["example", "sequence-example"]:
            folder = os.path.join(work, f"{data}-{kind}")
            count = 0
            for split in SPLITS:
                parsed = next(iter(records.samples(folder, split).batch(10_000)))
                expected = arrays(os.path.join(work, data, split))
                for name in expected.keys() | parsed.keys():
                    if not np.array_equal(parsed[name].numpy(), expected[name]):
                        check(f"{data}, {kind}, {split}", False, f"{name} differs")
                count += len(parsed["labels"])
            check(f"{data}, {kind}", count > 0, f"{count} records parsed to what the set holds")
            rewrite(folder, os.path.join(work, f"{data}-{kind}-by-python"))


def rewrite(folder, target):
    """The same samples by TensorFlow's own messages and writer, in two shards a split, one compressed."""
    described = read_json(folder, "feature_spec.json")
    os.mkdir(target)
    with open(os.path.join(target, "feature_spec.json"), "w", encoding="utf-8") as file:
        json.dump({name: described[name] for name in described if name != "compression"}, file)
    message = tf.train.Example if described["kind"] == "example" else tf.train.SequenceExample
    for split in SPLITS:
        file = os.path.join(folder, split + ".tfrecord" + (".gz" if described["compression"] else ""))
        all_records = [message.FromString(r.numpy()) for r in tf.data.TFRecordDataset(file, described["compression"])]
        half = len(all_records) // 2
        for shard, (part, compression) in enumerate([(all_records[:half], ""), (all_records[half:], "GZIP")]):
            path = os.path.join(target, f"{split}-{shard:05}-of-00002.tfrecord")
            with tf.io.TFRecordWriter(path, compression) as writer:
                for record in part:
                    writer.write(record.SerializeToString())


def check_weights(work):
    with open(os.path.join(work, "tuned.txt"), encoding="utf-8") as file:
        before, after = (float(m) for m in re.findall(r"MAE on test \w+ ([0-9.]+)", file.read()))
    measured = read_json(work, "tuned.json")["by_rate"]["0.0"]["MAE"]["mean"]
    check("dar evaluate --weights", abs(measured - after) <= TOLERANCE and before != after,
          f"MAE {measured:.6f}, in Python {after:.6f}, before it {before:.6f}")
    model = tf.saved_model.load(os.path.join(work, "tuned-export", "1"))
    reader = tf.train.load_checkpoint(os.path.join(work, "tuned", "weights"))
    keys = sorted(reader.get_variable_to_shape_map())
    check("names of tf.train.Checkpoint", any(k.endswith("/.ATTRIBUTES/VARIABLE_VALUE") for k in keys), keys[1])
    original = {name_of(v): v.numpy() for v in tf.saved_model.load(os.path.join(work, "exported", "1")).variables}
    moved = sum(not np.array_equal(v.numpy(), original[name_of(v)]) for v in model.variables if v.trainable)
    step = next(v for v in model.variables if name_of(v) == "step").numpy()
    check("dar export --weights", moved > 0 and step > original["step"],
          f"{moved} variables moved, step {original['step']} is now {step}")


class Encoder(tf.Module):
    """As a BERT is saved from Python: weights of its own, ids and mask in, vectors of the tokens out."""

    def __init__(self):
        self.table = tf.Variable(tf.random.stateless_normal([30522, 5], [1, 2]))

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.int64, n) for n in ("input_ids", "attention_mask")])
    def read(self, input_ids, attention_mask):
        vectors = tf.gather(self.table, input_ids) + 1
        pooled = tf.reduce_sum(vectors * tf.cast(attention_mask, tf.float32)[..., None], 1)
        return {"last_hidden_state": vectors, "pooler_output": pooled}


def write_encoder(work):
    encoder = Encoder()
    tf.saved_model.save(encoder, os.path.join(work, "encoder"), {"serving_default": encoder.read})


def check_vectors(work):
    table = Encoder().table.numpy()
    for split in SPLITS:
        ids, mask = (np.load(os.path.join(work, "sentences", split, f"language_{n}.npy")) for n in ("ids", "mask"))
        found = np.load(os.path.join(work, "encoded", split, "language.npy"))
        same = np.array_equal(found, (table[ids] + 1) * mask[..., None])
        check(f"dar data encode, {split}", same, f"{len(found)} sentences are the encoder's, 0 in the padding")


if __name__ == "__main__":
    {"export": check_export, "records": check_records, "weights": check_weights,
     "encoder": write_encoder, "vectors": check_vectors}[sys.argv[1]](sys.argv[2])
    sys.exit(1 if failures else 0)
