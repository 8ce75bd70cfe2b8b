#!/usr/bin/env python3
"""Writes what the engine's tests expect of one training step and of the optimizers: PyTorch's results on the same numbers.

    python3 tools/golden/pytorch_steps.py

Needs numpy and PyTorch; the files in the repository come from PyTorch 1.13. It writes
tests/Digits.Engine.Tests/Golden/PyTorch/NAME.json.

Images, labels and initial weights are not stored: `numbers` makes them here and GoldenNumbers.cs makes the same ones there. They are
float32 values; PyTorch then computes in float64, so that the files do not depend on the machine and the whole tolerance is the engine's.
Of a large gradient the files hold its norm, its sum, its product with a vector of random signs and 200 sampled elements.
"""

import json
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parents[2] / "tests/Digits.Engine.Tests/Golden/PyTorch"
IMAGES = 40
STORED_LOGITS = 4
SAMPLES = 200
LARGEST_WHOLE = 300

# Streams of `numbers`; those of parameters start here and go on by one each.
PIXELS, LABELS, WEIGHTS, ELEMENTS, SIGNS = 1, 2, 10, 1000, 2000


def numbers(stream, count):
    """Whole numbers in [0, 2**24): the upper bits of a linear congruential generator (the constants of Numerical Recipes)."""
    state = (stream * 0x9E3779B9 + 1) % 2**32
    result = np.empty(count, dtype=np.int64)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        result[i] = state >> 8
    return result


def signed(stream, count):
    """Numbers in [-1, 1), exact in float32."""
    return (numbers(stream, count) - 2**23) / 2**23


def fill(model):
    """Weights uniform in +-sqrt(6 / fan-in), biases in +-0.1, scales of batch normalization in 1 +- 0.25."""
    for index, (name, parameter) in enumerate(model.named_parameters()):
        if parameter.dim() > 1:
            center, scale = 0.0, np.sqrt(6.0 / (parameter.numel() // parameter.shape[0]))
        else:
            center, scale = (0.0, 0.1) if name.endswith("bias") else (1.0, 0.25)
        values = (center + scale * signed(WEIGHTS + index, parameter.numel())).astype(np.float32)
        parameter.data = torch.from_numpy(values.astype(np.float64)).reshape(parameter.shape)


def batch(shape, classes, images):
    pixels = numbers(PIXELS, images * int(np.prod(shape))) / 2**24
    labels = numbers(LABELS, images) % classes
    return torch.from_numpy(pixels.reshape(images, *shape)), torch.from_numpy(labels)


def rounded(values):
    return [float(f"{value:.9g}") for value in np.ravel(values)]


def describe(index, name, gradient):
    flat = gradient.detach().numpy().ravel()
    chosen = slice(None) if flat.size <= LARGEST_WHOLE else numbers(ELEMENTS + index, SAMPLES) % flat.size
    signs = np.where(numbers(SIGNS + index, flat.size) < 2**23, -1.0, 1.0)
    greatest, norm, total, dot = rounded([np.abs(flat).max(), np.linalg.norm(flat), flat.sum(), flat @ signs])
    return {"name": name, "count": flat.size, "max": greatest, "norm": norm, "sum": total, "dot": dot, "values": rounded(flat[chosen])}


def write(name, golden):
    lines = ",\n".join(f'  "{key}": {json.dumps(value)}' for key, value in golden.items())
    (FOLDER / f"{name}.json").write_text("{\n" + lines + "\n}\n")


def write_step(name, model, smoothing=0.0):
    model = model.double().train()
    fill(model)
    pixels, labels = batch((1, 28, 28), 10, IMAGES)
    logits = model(pixels)
    loss = F.cross_entropy(logits, labels, label_smoothing=smoothing)
    loss.backward()
    write(name, {
        "images": IMAGES,
        "label_smoothing": smoothing,
        "loss": rounded([loss.item()])[0],
        "correct": int((logits.argmax(dim=1) == labels).sum()),
        "logits": rounded(logits[:STORED_LOGITS].detach().numpy()),
        "statistics": {key: rounded(value.numpy()) for key, value in model.named_buffers() if "running" in key},
        "gradients": [describe(i, key, parameter.grad) for i, (key, parameter) in enumerate(model.named_parameters())],
    })


class Classic(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.conv3 = nn.Conv2d(64, 128, 3)
        self.dense1 = nn.Linear(1152, 128)
        self.dense2 = nn.Linear(128, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.relu(self.conv3(x)).flatten(1)
        return self.dense2(F.relu(self.dense1(x)))


class BatchNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 5, padding=2, bias=False)
        self.batch_norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 20, 3, stride=2, padding=1, bias=False)
        self.batch_norm2 = nn.BatchNorm2d(20)
        self.dense1 = nn.Linear(20, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.batch_norm1(self.conv1(x))), 2)
        x = F.leaky_relu(self.batch_norm2(self.conv2(x)), 0.1)
        return self.dense1(x.mean(dim=(2, 3)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 12, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(12, 12, 3, padding=1)
        self.conv3 = nn.Conv2d(12, 12, 3, padding=1)
        self.dense1 = nn.Linear(588, 10)

    def forward(self, x):
        a = F.relu(self.conv1(x))
        b = self.conv3(F.relu(self.conv2(a)))
        x = F.avg_pool2d(F.relu(a + b), 2)
        return self.dense1(x.flatten(1))


class Concatenate(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 3, dilation=2)
        self.conv2 = nn.Conv2d(6, 5, (3, 1), padding=(1, 0))
        self.conv3 = nn.Conv2d(11, 7, (2, 3), stride=(1, 2))
        self.dense1 = nn.Linear(7, 10)

    def forward(self, x):
        a = F.relu(self.conv1(x))
        b = F.relu(self.conv2(a))
        x = F.max_pool2d(torch.cat([a, b], dim=1), 3, stride=2, padding=1)
        return self.dense1(self.conv3(x).amax(dim=(2, 3)))


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(6, 5)
        self.dense2 = nn.Linear(5, 3)

    def forward(self, x):
        return self.dense2(F.leaky_relu(self.dense1(x), 0.1))


def write_optimizer(name, make, clip=None):
    """Parameters after each of three steps on the same 12 inputs; decay goes to matrices alone, as in the engine."""
    model = Tiny().double()
    fill(model)
    pixels, labels = batch((6,), 3, 12)
    optimizer = make(model)
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(pixels), labels)
        loss.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        losses.append(loss.item())
    write(name, {
        "losses": rounded(losses),
        "parameters": {key: rounded(parameter.detach().numpy()) for key, parameter in model.named_parameters()},
    })


def groups(model, decay):
    return [{"params": [p for p in model.parameters() if (p.dim() > 1) == matrix], "weight_decay": decay if matrix else 0.0} for matrix in (True, False)]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_step("classic", Classic())
    write_step("batch-norm", BatchNorm(), smoothing=0.1)
    write_step("residual", Residual())
    write_step("concatenate", Concatenate(), smoothing=0.2)
    optim = torch.optim
    write_optimizer("sgd", lambda m: optim.SGD(m.parameters(), lr=0.1))
    write_optimizer("sgd-momentum", lambda m: optim.SGD(m.parameters(), lr=0.1, momentum=0.9))
    write_optimizer("sgd-clipped", lambda m: optim.SGD(m.parameters(), lr=0.1, momentum=0.9), clip=0.25)
    write_optimizer("sgd-nesterov", lambda m: optim.SGD(groups(m, 0.05), lr=0.1, momentum=0.8, nesterov=True))
    write_optimizer("adam", lambda m: optim.Adam(m.parameters(), lr=0.01))
    write_optimizer("adamw", lambda m: optim.AdamW(groups(m, 0.1), lr=0.02, betas=(0.8, 0.99), eps=1e-6))


if __name__ == "__main__":
    main()
