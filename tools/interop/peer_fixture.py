"""Writes what the PyTorch peer computes, for dar.training.PeerAgreementTest to compare with.

    python peer_fixture.py PEER_DIR OUT.json [--size small|full] [--classes C]

The file holds weights under the Java program's names and layouts, a batch, every loss, every gradient of the total
loss and of the q fit, and the losses of 20 alternating updates. No dropout.
"""
import argparse
import base64
import json
import sys

import numpy as np

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("peer", help="folder of dar_torch.py")
parser.add_argument("out")
parser.add_argument("--size", choices=["small", "full"], default="small")
parser.add_argument("--seed", type=int, default=7)
args = parser.parse_args()
sys.path.insert(0, args.peer)

import torch  # noqa: E402
from torch import nn  # noqa: E402
import dar_torch as peer  # noqa: E402

M = peer.MODALITIES
SIZES = {
    "small": dict(lengths=(6, 7, 5), widths=(3, 2, 4), batch=5, t=4, d=8, heads=2, ffn=12, layers=2, hidden=3),
    "full": dict(lengths=(50, 500, 375), widths=(768, 20, 5), batch=64, t=8, d=128, heads=8, ffn=256, layers=2, hidden=64),
}
size = SIZES[args.size]
torch.manual_seed(args.seed)
lengths, widths = dict(zip(M, size["lengths"])), dict(zip(M, size["widths"]))
model = peer.Dar(lengths, widths, t=size["t"], d=size["d"], heads=size["heads"], ffn=size["ffn"],
                 layers=size["layers"], hidden=size["hidden"], dropout=0.0)
clubs = nn.ModuleDict({m: peer.Club(size["d"], size["hidden"]) for m in M})
with torch.no_grad():  # away from the special values that layers start from
    for p in list(model.parameters()) + list(clubs.parameters()):
        p.add_(0.05 * torch.randn_like(p))

b = size["batch"]
complete = {m: torch.randn(b, lengths[m], widths[m]) for m in M}
keep = {m: torch.rand(b, lengths[m]) > 0.3 for m in M}
incomplete = {m: complete[m] * keep[m].unsqueeze(-1) for m in M}
y = torch.randn(b)


def lstm(module, pick):
    """PyTorch's gates i, f, g, o as one kernel over [x, h] with gates i, f, c, o: the same order."""
    out = {}
    for direction, suffix in (("forward", "_l0"), ("backward", "_l0_reverse")):
        w_x, w_h = pick(module, "weight_ih" + suffix), pick(module, "weight_hh" + suffix)
        b_x, b_h = pick(module, "bias_ih" + suffix), pick(module, "bias_hh" + suffix)
        out[f"{direction}/kernel"] = np.concatenate([w_x, w_h], 1).T
        # Two biases that are only ever added: as values their sum counts, as gradients either one does.
        out[f"{direction}/bias"] = b_x + b_h if pick is value else b_x
    return out


def named(root, pick, prefix=""):
    out = {}
    for path, module in root.named_modules():
        base = prefix + (path.replace(".", "/") + "/" if path else "")
        if isinstance(module, nn.LSTM):
            out.update({base + k: v for k, v in lstm(module, pick).items()})
        elif isinstance(module, nn.Linear):
            out[base + "kernel"], out[base + "bias"] = pick(module, "weight").T, pick(module, "bias")
        elif isinstance(module, nn.Conv1d):  # [out, in, k] to [k, in, out]
            out[base + "kernel"], out[base + "bias"] = pick(module, "weight").transpose(2, 1, 0), pick(module, "bias")
        elif isinstance(module, nn.LayerNorm):
            out[base + "gamma"], out[base + "beta"] = pick(module, "weight"), pick(module, "bias")
        elif isinstance(module, peer.Encoder):
            out[base + "position"] = pick(module, "position")
    return out


def value(module, name):
    return getattr(module, name).detach().numpy().copy()


def gradient(module, name):
    g = getattr(module, name).grad
    return g.numpy().copy() if g is not None else np.zeros_like(value(module, name))


def packed(arrays):
    return {k: {"shape": list(v.shape), "data": base64.b64encode(np.ascontiguousarray(v, "<f4").tobytes()).decode()}
            for k, v in arrays.items()}


result = {"size": {**size, "lengths": lengths, "widths": widths},
          "weights": packed({**named(model, value), **named(clubs, value, "club/")}),
          "complete": packed({m: v.numpy() for m, v in complete.items()}),
          "keep": packed({m: v.numpy().astype("f4") for m, v in keep.items()}),
          "labels": packed({"labels": y.numpy()})["labels"]}

step = peer.Step(model, clubs)
y_hat, y_boot, l_recon, l_re, com, spec = model(incomplete, complete)
z = lambda h: torch.stack([h[m].mean(1) for m in M])  # noqa: E731
prediction, boot = nn.functional.mse_loss(y_hat[:, 0], y), nn.functional.mse_loss(y_boot[:, 0], y)
sim = peer.info_nce_common(z(com), step.tau) + peer.info_nce_specific(z(spec), step.tau)
diff = sum(clubs[m].upper_bound(spec[m], com[m]) for m in M)
total = prediction + boot + step.alpha * (step.lam * (sim + diff) + l_re) + step.beta * l_recon
result["losses"] = {"loss": total, "loss_prediction": prediction, "loss_boot": boot, "loss_sim": sim,
                    "loss_diff": diff, "loss_re": l_re, "loss_recon": l_recon}
result["losses"] = {k: v.item() for k, v in result["losses"].items()}
result["predictions"] = packed({"y": y_hat[:, 0].detach().numpy()})["y"]
total.backward()
result["gradients"] = packed(named(model, gradient))

clubs.zero_grad()
fit = -sum(clubs[m].log_likelihood(spec[m].detach(), com[m].detach()) for m in M)
fit.backward()
result["losses"]["loss_q"] = fit.item()
result["q_gradients"] = packed(named(clubs, gradient, "club/"))
model.zero_grad()
clubs.zero_grad()

# The biases of an LSTM are two tensors there and one here: freezing the second keeps Adam's moves the same.
for club in clubs.values():
    with torch.no_grad():
        for suffix in ("_l0", "_l0_reverse"):
            getattr(club.lstm, "bias_ih" + suffix).add_(getattr(club.lstm, "bias_hh" + suffix))
            getattr(club.lstm, "bias_hh" + suffix).zero_()
            getattr(club.lstm, "bias_hh" + suffix).requires_grad_(False)
step = peer.Step(model, clubs)
step.q = torch.optim.Adam([p for p in clubs.parameters() if p.requires_grad], 1e-3)
history = [step(incomplete, complete, y) for _ in range(20)]
result["history"] = history
with open(args.out, "w") as f:
    json.dump(result, f)
print(f"{args.out}: total {total.item():.6f}, after 20 updates {history[-1]['total']:.6f}")
