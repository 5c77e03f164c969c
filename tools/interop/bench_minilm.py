"""Measures how fast MiniLM reads sentences in Java, and how fast onnxruntime does, by turns in one run.

    python tools/interop/bench_minilm.py SNIPPETS.pkl FOLDER CLASSPATH [--sentences N] [--rounds N] [--together N...]
Both read the same sentences on all cores, sorted by length and cut into batches of the same sizes; a batch has no more
padding than its longest sentence needs. First sentences of 50 tokens, then the snippets as they are. The rates are
medians over the rounds. --least R: fail where Java's best rate at 50 tokens is less than R times onnxruntime's best.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import zipfile

import numpy as np
import onnxruntime

CHUNK = 256
ONNX = "all-minilm-l6-v2.onnx"


def start_java(arguments):
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    process = subprocess.Popen(
        [java, "-Xmx2g", "-XX:+UseSerialGC", "-cp", arguments.classpath, "dar.training.language.ReadingBenchmark",
         arguments.snippets, arguments.folder, str(arguments.sentences)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"TF_CPP_MIN_LOG_LEVEL": "2", **os.environ})
    ready = process.stdout.readline()
    if ready != "ready\n":
        sys.exit(f"ReadingBenchmark: expected ready, found {ready!r}")
    return process


def java_seconds(process, kind, together):
    process.stdin.write(f"{kind} {together}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def start_onnx(arguments):
    """The file lies in the jar that Java has on its class path."""
    jar = next(p for p in arguments.classpath.split(os.pathsep) if "all-minilm-l6-v2" in os.path.basename(p))
    with zipfile.ZipFile(jar) as archive:
        path = archive.extract(ONNX, arguments.folder)
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def onnx_seconds(session, ids, mask, together):
    asked = {given.name for given in session.get_inputs()}
    lengths = mask.sum(axis=1)
    start = time.perf_counter()
    for first in range(0, len(ids), CHUNK):
        rows = first + np.argsort(lengths[first:first + CHUNK], kind="stable")
        for part in range(0, len(rows), together):
            some = rows[part:part + together]
            longest = max(1, lengths[some].max())
            feeds = {"input_ids": ids[some, :longest], "attention_mask": mask[some, :longest],
                     "token_type_ids": np.zeros((len(some), longest), np.int64)}
            session.run(None, {name: value for name, value in feeds.items() if name in asked})
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("snippets")
    parser.add_argument("folder", help="for what is made")
    parser.add_argument("classpath", help="of the module training and its tests")
    parser.add_argument("--sentences", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--together", type=int, nargs="+", default=[16], help="sentences read at once")
    parser.add_argument("--least", type=float, default=0)
    arguments = parser.parse_args()
    java, onnx = start_java(arguments), start_onnx(arguments)
    ratios = {}
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f} before, {arguments.sentences} sentences, "
          f"medians of {arguments.rounds} rounds by turns, onnxruntime {onnxruntime.__version__}")
    print("sentences  at once  Java/s  onnxruntime/s  ratio")
    for kind in ("full", "real"):
        load = lambda name: np.load(os.path.join(arguments.folder, kind, "train", name + ".npy")).astype(np.int64)
        ids, mask = load("language_ids"), load("language_mask")
        label = "of 50" if kind == "full" else f"of {mask.sum(axis=1).mean():.1f}"
        seconds = {(side, size): [] for side in ("java", "onnx") for size in arguments.together}
        java_seconds(java, kind, arguments.together[0])  # neither begins cold
        onnx_seconds(onnx, ids[:CHUNK], mask[:CHUNK], arguments.together[0])
        for _ in range(arguments.rounds):
            for size in arguments.together:
                seconds["java", size].append(java_seconds(java, kind, size))
                seconds["onnx", size].append(onnx_seconds(onnx, ids, mask, size))
        rate = {key: len(ids) / statistics.median(taken) for key, taken in seconds.items()}
        for size in arguments.together:
            print(f"{label:9}  {size:7}  {rate['java', size]:6.1f}  {rate['onnx', size]:13.1f}  "
                  f"{rate['java', size] / rate['onnx', size]:5.2f}")
        best = {side: max(rate[side, size] for size in arguments.together) for side in ("java", "onnx")}
        ratios[kind] = best["java"] / best["onnx"]
        if len(arguments.together) > 1:
            print(f"{label:9}  {'best':>7}  {best['java']:6.1f}  {best['onnx']:13.1f}  {ratios[kind]:5.2f}")
    print(f"load {os.getloadavg()[0]:.1f} after; other work on the machine slows whichever waits for all its threads")
    java.stdin.close()
    java.wait()
    if ratios["full"] < arguments.least:
        sys.exit(f"expected at least {arguments.least} of onnxruntime's rate, found {ratios['full']:.2f}")


if __name__ == "__main__":
    main()
