"""Measures DAR in Java and in PyTorch by turns, pair by pair, and prints the ratios.

    python tools/interop/bench_peer.py DAR_TORCH.py [--steps T,...] [--batch B,...] [--pairs N] [--rounds N] [--precision P] [--json FILE]
Both work on the same shapes with as many threads as there are cores, each in a process of its own. A pair is one run of each; the
number of a run is its median over the rounds, and the ratio is that of the medians over the pairs: above 1, Java is the quicker.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys

PARTS = {"update": ("step", "train_step_ms"), "predict 1": ("predict_one", "predict_b1_ms"),
         "predict batch": ("predict_batch", "predict_b{batch}_ms")}


def told(command):
    """The JSON that a program writes last."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{command[:2]}: expected exit code 0, found {done.returncode}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def java(steps, batch, rounds, precision):
    found = told(["tools/dar", "bench", "--json", "--steps", str(steps), "--batch", str(batch), "--rounds", str(rounds),
                  "--precision", precision])
    case = found["cases"][0]
    return {name: case[key]["milliseconds"]["median"] for name, (key, _) in PARTS.items()}


def peer(script, steps, batch, rounds):
    found = told([sys.executable, script, "bench", "--length", str(steps), "--batch", str(batch), "--steps", str(rounds)])
    return {name: found[key.format(batch=batch)] for name, (_, key) in PARTS.items()}


def main():
    numbers = lambda text: [int(word) for word in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("script", help="dar_torch.py")
    parser.add_argument("--steps", type=numbers, default=[8, 50])
    parser.add_argument("--batch", type=numbers, default=[64])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--precision", default="float32", help="of Java's updates, or bf16; the peer's are in float32")
    parser.add_argument("--json", help="a file for all numbers")
    arguments = parser.parse_args()
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f} before, {arguments.pairs} pairs of {arguments.rounds} rounds")
    if os.getloadavg()[0] > 1:
        print("other work is on the machine: the peer's threads wait for each other, and these ratios say nothing")
    found = []
    for steps in arguments.steps:
        for batch in arguments.batch:
            pairs = []
            for pair in range(arguments.pairs):
                turns = [("java", lambda: java(steps, batch, arguments.rounds, arguments.precision)),
                         ("peer", lambda: peer(arguments.script, steps, batch, arguments.rounds))]
                pairs.append({name: run() for name, run in (turns if pair % 2 == 0 else reversed(turns))})
                print(f"  t {steps}, batch {batch}, pair {pair + 1}: " + ", ".join(
                    f"{part} {pairs[-1]['java'][part]:.1f} | {pairs[-1]['peer'][part]:.1f} ms" for part in PARTS), flush=True)
            for part in PARTS:
                own, other = ([pair[side][part] for pair in pairs] for side in ("java", "peer"))
                ratios = [o / j for j, o in zip(own, other)]
                found.append({"steps": steps, "batch": batch, "part": part, "java_ms": statistics.median(own),
                              "peer_ms": statistics.median(other), "ratio": statistics.median(other) / statistics.median(own),
                              "least": min(ratios), "most": max(ratios)})
    print(f"load {os.getloadavg()[0]:.1f} after; medians over the pairs; ratio = peer / Java, beside it the least and the most of a pair")
    print(f"{'t':>4} {'batch':>6}  {'part':14} {'Java ms':>9} {'peer ms':>9} {'ratio':>6}")
    for row in found:
        print(f"{row['steps']:4} {row['batch']:6}  {row['part']:14} {row['java_ms']:9.2f} {row['peer_ms']:9.2f} {row['ratio']:6.2f}"
              f"  {row['least']:.2f} to {row['most']:.2f}")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(found, file, indent=1)


if __name__ == "__main__":
    main()
