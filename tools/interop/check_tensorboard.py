"""Judges what a run wrote for TensorBoard, with TensorBoard's own readers.

Write such a run with the test dar.tools.TensorBoardForPythonTest and -Ddar.interop.board=FOLDER, then
    python tools/interop/check_tensorboard.py FOLDER/run
One line a check; the exit code is 0 when all hold. Needs TensorBoard and NumPy, nothing of DAR.
"""

import argparse
import json
import os
import sys

import numpy as np
from google.protobuf import text_format
from tensorboard.backend.event_processing import event_accumulator
from tensorboard.plugins.projector import projector_config_pb2

TOLERANCE = 1e-6
GATES = [f"gate/{m}_{kind}" for m in ("language", "visual", "acoustic") for kind in ("common", "specific")]
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def events(run, split):
    everything = {event_accumulator.SCALARS: 0, event_accumulator.HISTOGRAMS: 0}
    loaded = event_accumulator.EventAccumulator(os.path.join(run, "tensorboard", split), everything)
    return loaded.Reload()


def tag(name):
    if name == "Loss":
        return "loss/total"
    return "loss/" + name.removeprefix("loss_") if name.startswith("loss_") else "metric/" + name


def lines(run, split):
    with open(os.path.join(run, "metrics.jsonl"), encoding="utf-8") as file:
        return [line for line in map(json.loads, file) if line["split"] == split]


def check_scalars(run, split, loaded):
    """Every number of metrics.jsonl, and nothing else but the learning rate; an epoch once."""
    expected = {}
    for line in lines(run, split):
        for name, value in line.items():
            if name not in ("epoch", "split"):
                expected.setdefault(tag(name), {})[line["epoch"]] = float("nan") if value is None else value
    tags = set(loaded.Tags()["scalars"]) - {"learning_rate"}
    check(f"tags of {split}", tags == set(expected), f"{len(tags)} found, {len(expected)} expected")
    worst, count = 0.0, 0
    for name in tags & set(expected):
        found = [(event.step, event.value) for event in loaded.Scalars(name)]
        if [step for step, _ in found] != sorted(expected[name]):
            check(f"{split} {name}", False, f"epochs {[step for step, _ in found]}")
        for step, value in found:
            want = expected[name].get(step, float("inf"))
            count += 1
            if not (np.isnan(want) and np.isnan(value)):
                worst = max(worst, abs(value - want) / max(1, abs(want)))
    check(f"scalars of {split}", worst <= TOLERANCE, f"{count} differ by up to {worst:.3g}")


def check_learning_rate(run, loaded):
    rates = loaded.Scalars("learning_rate")
    holds = [event.step for event in rates] == [line["epoch"] for line in lines(run, "train")]
    check("learning rate", holds and all(0 <= event.value < 1 for event in rates),
          ", ".join(f"{event.value:.3g}" for event in rates))


def check_histograms(run, loaded):
    epochs = [line["epoch"] for line in lines(run, "valid")]
    found = loaded.Tags()["histograms"]
    check("histograms", sorted(found) == sorted(GATES), ", ".join(found))
    for name in found:
        gates = loaded.Histograms(name)
        values = [event.histogram_value for event in gates]
        whole = all(len(h.bucket) == 20 and sum(h.bucket) == h.num > 0 and 0 <= h.min <= h.max <= 1 for h in values)
        means = ", ".join(f"{h.sum / h.num:.3f}" for h in values)
        check(f"counts of {name}", whole and [event.step for event in gates] == epochs, f"means {means}")


def check_projector(run):
    folder = os.path.join(run, "tensorboard", "embedding")
    config = projector_config_pb2.ProjectorConfig()
    with open(os.path.join(folder, "projector_config.pbtxt"), encoding="utf-8") as file:
        text_format.Parse(file.read(), config)
    embedding = config.embeddings[0]
    features = np.genfromtxt(os.path.join(folder, embedding.tensor_path), delimiter="\t")
    with open(os.path.join(folder, embedding.metadata_path), encoding="utf-8") as file:
        metadata = [line.rstrip("\n").split("\t") for line in file]
    check("projector", features.ndim == 2 and np.all(np.isfinite(features)), f"features {features.shape}")
    rows = len(metadata) - 1 == len(features) and all(len(row) == 4 for row in metadata)
    check("metadata", rows and metadata[0] == ["modality", "kind", "label", "id"], f"{len(metadata) - 1} rows")
    check("event file beside it", any("tfevents" in name for name in os.listdir(folder)), folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", help="a run directory")
    run = parser.parse_args().run
    for split in ("train", "valid"):
        loaded = events(run, split)
        check_scalars(run, split, loaded)
        if split == "train":
            check_learning_rate(run, loaded)
        else:
            check_histograms(run, loaded)
    check_projector(run)
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
