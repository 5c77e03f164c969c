"""Writes what the BERT of Hugging Face transformers computes, for dar.graph.language.BertAgreementTest to compare with.

    python bert_fixture.py OUT.json [--size small|medium] [--seed N]

The file holds the weights under the names and layouts of Google's original checkpoint, a padded batch, the last hidden
states (0 at padding) and the gradient by every weight of the sum of hidden states times given numbers. No dropout.
Everything is random from the seed: no model is downloaded. Needs PyTorch and transformers.
"""
import argparse
import base64
import json

import numpy as np
import torch
from transformers import BertConfig, BertModel

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("out")
parser.add_argument("--size", choices=["small", "medium"], default="small")
parser.add_argument("--seed", type=int, default=7)
args = parser.parse_args()

SIZES = {
    "small": dict(vocabulary=150, width=32, layers=2, heads=4, feed_forward=64, positions=16, types=2, epsilon=1e-12,
                  lengths=[7, 4, 1], steps=7),
    "medium": dict(vocabulary=1000, width=96, layers=4, heads=6, feed_forward=384, positions=64, types=2, epsilon=1e-12,
                   lengths=[50, 33, 50, 2, 17], steps=50),
}
size = SIZES[args.size]
torch.manual_seed(args.seed)
config = BertConfig(vocab_size=size["vocabulary"], hidden_size=size["width"], num_hidden_layers=size["layers"],
                    num_attention_heads=size["heads"], intermediate_size=size["feed_forward"],
                    max_position_embeddings=size["positions"], type_vocab_size=size["types"],
                    layer_norm_eps=size["epsilon"], hidden_act="gelu", pad_token_id=0, attn_implementation="eager")
model = BertModel(config, add_pooling_layer=False).eval()
with torch.no_grad():  # away from the special values that layers start from
    for p in model.parameters():
        p.add_(0.1 * torch.randn_like(p))


def original(name):
    """encoder.layer.0.output.LayerNorm.weight to encoder/layer_0/output/LayerNorm/gamma."""
    path, kind = name.rsplit(".", 1)
    path = path.replace("encoder.layer.", "encoder.layer_").replace(".", "/")
    if "embeddings" in path.rsplit("/", 1)[-1]:
        return path
    if path.endswith("LayerNorm"):
        return f"{path}/{'gamma' if kind == 'weight' else 'beta'}"
    return f"{path}/{'kernel' if kind == 'weight' else 'bias'}"


def layout(name, values):
    """A linear map is [out, in] in PyTorch and [in, out] in the checkpoint."""
    return values.T if original(name).endswith("/kernel") else values


def packed(values, dtype="<f4"):
    return {"shape": list(values.shape), "data": base64.b64encode(np.ascontiguousarray(values, dtype).tobytes()).decode()}


mask = torch.tensor([[1] * n + [0] * (size["steps"] - n) for n in size["lengths"]])
ids = torch.randint(1, size["vocabulary"], mask.shape)  # padding too: what stands there must not matter
hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state * mask.unsqueeze(-1)
factors = torch.randn_like(hidden)
(hidden * factors).sum().backward()
parameters = dict(model.named_parameters())
result = {
    "shape": {k: v for k, v in size.items() if k not in ("lengths", "steps")},
    "weights": {original(n): packed(layout(n, p.detach().numpy())) for n, p in parameters.items()},
    "gradients": {original(n): packed(layout(n, p.grad.numpy())) for n, p in parameters.items()},
    "ids": packed(ids.numpy(), "<i4"),
    "mask": packed(mask.numpy(), "<i4"),
    "factors": packed(factors.numpy()),
    "hidden": packed(hidden.detach().numpy()),
}
with open(args.out, "w") as f:
    json.dump(result, f)
print(f"{args.out}: {len(parameters)} weights, hidden states to {hidden.abs().max().item():.4f}")
