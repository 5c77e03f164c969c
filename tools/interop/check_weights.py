"""Judges what is loaded of pretrained weights: are its vectors those of the library that wrote them?

    python tools/interop/check_weights.py write FOLDER [--seed N]
writes random BERTs, a folder a format, and tokens; the test dar.training.language.WeightsForPythonTest with
-Ddar.interop.weights=FOLDER adds vectors; then
    python tools/interop/check_weights.py compare FOLDER [--seed N]
One line a check; the exit code is 0 when all hold. Needs NumPy, PyTorch, TensorFlow and transformers, nothing of DAR.
"""

import argparse
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import torch
import transformers

TOLERANCE = 1e-5
ROUNDINGS = 4  # ours may be off by so many times what PyTorch's float32 is off, where that is more: some models are sensitive
LENGTHS, STEPS = (12, 12, 7, 3, 2), 16
PIECES = ["[PAD]", *(f"[unused{i}]" for i in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES += [chr(ord("a") + i) for i in range(26)] + ["##" + chr(ord("a") + i) for i in range(26)]
CONFIG = transformers.BertConfig(
    vocab_size=len(PIECES), hidden_size=48, num_hidden_layers=3, num_attention_heads=4, intermediate_size=80,
    max_position_embeddings=32, initializer_range=0.3)
transformers.utils.logging.disable_progress_bar()
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def random_model(kind, seed):
    """Biases and layer norms are random, too: transformers begins with 0 and 1."""
    torch.manual_seed(seed)
    model = kind(CONFIG).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 1:
                parameter.add_(torch.randn_like(parameter) * 0.2)
    return model


def tokens(seed):
    source = np.random.default_rng(seed)
    mask = (np.arange(STEPS) < np.array(LENGTHS)[:, None]).astype(int)
    return source.integers(1, len(PIECES), mask.shape) * mask, mask


def google_name(name):
    """A variable of Google's checkpoint by its name in PyTorch."""
    name = "bert/" + name.replace("layer.", "layer_").replace(".", "/")
    name = name.replace("LayerNorm/weight", "LayerNorm/gamma").replace("LayerNorm/bias", "LayerNorm/beta")
    name = name.removesuffix("/weight") if "_embeddings" in name else name
    return name.removesuffix("weight") + "kernel" if name.endswith("/weight") else name


def write_checkpoint(model, folder):
    import tensorflow as tf

    named = {}
    for name, value in model.state_dict().items():
        kernel = google_name(name).endswith("kernel")
        named[google_name(name)] = np.ascontiguousarray(value.numpy().T if kernel else value.numpy())
    names = sorted(named)
    tf.raw_ops.SaveV2(prefix=os.path.join(folder, "bert_model.ckpt"), tensor_names=names,
                      shape_and_slices=[""] * len(names), tensors=[tf.constant(named[name]) for name in names])
    # What Google's file says, and no more.
    keys = ("attention_probs_dropout_prob hidden_act hidden_dropout_prob hidden_size initializer_range intermediate_size "
            "max_position_embeddings num_attention_heads num_hidden_layers type_vocab_size vocab_size")
    with open(os.path.join(folder, "bert_config.json"), "w", encoding="utf-8") as file:
        json.dump({key: getattr(CONFIG, key) for key in keys.split()}, file)


def encoder(name, seed):
    """The model of a folder, as it is when it is saved."""
    if name == "half":
        return random_model(transformers.BertModel, seed).half()
    if name == "masked-lm":
        return random_model(transformers.BertForMaskedLM, seed)
    return random_model(transformers.BertModel, seed)


def write(root, seed):
    for name in ("safetensors", "half", "masked-lm", "checkpoint"):
        folder = os.path.join(root, name)
        os.makedirs(folder)
        model = encoder(name, seed)
        if name == "checkpoint":
            write_checkpoint(model, folder)
        else:
            model.save_pretrained(folder)
        with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(PIECES) + "\n")
    ids, mask = tokens(seed)
    with open(os.path.join(root, "tokens.json"), "w", encoding="utf-8") as file:
        json.dump({"ids": ids.tolist(), "mask": mask.tolist()}, file)


def vectors(model, ids, mask):
    with torch.no_grad():
        return model(torch.tensor(ids), attention_mask=torch.tensor(mask)).last_hidden_state.numpy()


def compare(root, seed):
    ids, mask = tokens(seed)
    real = mask == 1
    for name in ("safetensors", "half", "masked-lm", "checkpoint"):
        model = encoder(name, seed).float()
        model = getattr(model, "bert", model)
        rounded = vectors(model, ids, mask)
        exact = vectors(model.double(), ids, mask)
        theirs = np.max(np.abs(rounded[real] - exact[real]))
        found = np.load(os.path.join(root, name, "vectors.npy"))
        alike = found.shape == exact.shape
        ours = np.max(np.abs(found[real] - exact[real])) if alike else np.inf
        check(name, ours <= max(TOLERANCE, ROUNDINGS * theirs),
              f"{found.shape}, from float64's at most {ours:.3g}, PyTorch's float32 {theirs:.3g}; the largest is {np.max(np.abs(exact[real])):.3g}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=("write", "compare"))
    parser.add_argument("folder", help="where the two languages exchange files")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.part == "write":
        write(arguments.folder, arguments.seed)
        return 0
    compare(arguments.folder, arguments.seed)
    print(f"all checks hold, seed {arguments.seed}" if not failures else f"{failures} checks failed, seed {arguments.seed}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
