#!/usr/bin/env python3
"""Writes tests/Digits.Engine.Tests/Golden/PyTorch/ctc.json: losses and gradients of torch.nn.functional.ctc_loss on logits, in double precision (torch 1.13).

Each case is a batch: logits [N, C, 1, W], the labels of each image, how many steps of each count. Losses are each image's own (reduction "none", zero_infinity=True),
the gradient is that of their mean. Usage: /usr/bin/python3 tools/golden/pytorch_ctc.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20)
TARGET = pathlib.Path(__file__).parents[2] / "tests/Digits.Engine.Tests/Golden/PyTorch/ctc.json"


def case(name, channels, width, labels, blank=0, steps=None, scale=1.0):
    count = len(labels)
    steps = steps or [width] * count
    # Rounded to what a float holds exactly and the file shows in a few digits.
    logits = (torch.randn(count, channels, width, dtype=torch.float64) * scale * 256).round() / 256
    logits.requires_grad_(True)
    log_probabilities = logits.permute(2, 0, 1).log_softmax(2)
    flat = torch.tensor([label for sequence in labels for label in sequence], dtype=torch.long)
    lengths = torch.tensor([len(sequence) for sequence in labels])
    losses = F.ctc_loss(log_probabilities, flat, torch.tensor(steps), lengths, blank=blank, reduction="none", zero_infinity=True)
    losses.mean().backward()
    return {
        "name": name, "channels": channels, "width": width, "blank": blank, "labels": labels, "steps": steps,
        "logits": logits.detach().flatten().tolist(),
        "losses": [round(x, 9) for x in losses.tolist()],
        "gradient": [round(x, 9) for x in logits.grad.flatten().tolist()],
    }


CASES = [
    case("one label", 3, 4, [[1]]),
    case("one label, one step", 3, 1, [[2]]),
    case("one label, blank last", 3, 4, [[0]], blank=2),
    case("two labels", 4, 5, [[1, 2]]),
    case("a repeat", 4, 5, [[2, 2]]),
    case("a repeat that just fits", 4, 3, [[2, 2]]),
    case("all the same", 3, 9, [[1, 1, 1, 1, 1]]),
    case("a repeat, blank last", 4, 6, [[2, 2, 0]], blank=3),
    case("a repeat, blank in the middle", 5, 6, [[4, 4, 0]], blank=2),
    case("nothing to read", 4, 5, [[]]),
    case("nothing to read, blank last", 4, 5, [[]], blank=3),
    case("as long as the steps", 5, 4, [[1, 2, 3, 4]]),
    case("as long as the steps, blank last", 5, 4, [[3, 2, 1, 0]], blank=4),
    case("as long as the steps of a shorter image", 5, 6, [[1, 2, 3, 4]], steps=[4]),
    case("three digits", 11, 12, [[3, 1, 4]]),
    case("three digits, blank last", 11, 12, [[3, 1, 4]], blank=10),
    case("several lengths", 5, 8, [[1, 2, 3], [4], [2, 2], [], [1, 2, 1, 2, 1]]),
    case("several lengths, blank last", 5, 8, [[1, 2, 3], [0], [2, 2], [], [1, 2, 1, 2, 1]], blank=4),
    case("several lengths and steps", 5, 9, [[1, 2, 3], [4], [2, 2], [], [1, 2, 1, 2]], steps=[9, 1, 3, 5, 7]),
    case("several lengths and steps, blank last", 5, 9, [[1, 2, 3], [0], [2, 2], [], [1, 2, 1, 2]], blank=4, steps=[6, 2, 9, 1, 4]),
    case("one image does not fit", 4, 4, [[1, 2], [1, 1, 2, 2], [3]]),
    case("repeats that do not fit", 4, 3, [[1, 1], [1, 1, 1]]),
    case("does not fit into its steps", 4, 6, [[1, 2, 3], [1, 2, 3]], steps=[2, 6]),
    case("sure of itself", 4, 8, [[1, 2, 3], [3, 3]], scale=30.0),
    case("nearly uniform", 6, 10, [[1, 2, 3], [5, 5, 5]], scale=0.01),
    case("longer", 11, 40, [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9], [2, 7, 1, 8]]),
]

TARGET.write_text(json.dumps(CASES, separators=(",", ":")).replace("},{", "},\n{") + "\n")
print(len(CASES), "cases,", TARGET.stat().st_size, "bytes")
