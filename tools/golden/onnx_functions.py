#!/usr/bin/env python3
"""Writes models that work things out number by number or choose among values: norms, distances, comparisons, splines, spikes, capsules.

    python3 tools/golden/onnx_functions.py
    dotnet run tools/golden/onnx-layers.cs

Needs PyTorch; the files in the repository come from 1.13. It writes tests/Digits.Engine.Tests/Golden/Layers/NAME.onnx, beside those of onnx_layers.py
and onnx_blocks.py. Every model reads [N, 1, 28, 28], or one such image where its name ends in "one", and gives ten values.
"""

import torch
from torch import nn
from torch.nn import functional as F

from onnx_layers import CHANNELS, CLASSES, FOLDER, Of, body

FEATURES = 16


class Centers(nn.Module):
    """Distances to ten centers, as they are or as radial basis functions."""

    def __init__(self, basis):
        super().__init__()
        self.basis, self.centers = basis, nn.Parameter(torch.randn(CLASSES, FEATURES))

    def forward(self, x):
        if self.basis:
            return torch.exp(-0.05 * ((x.unsqueeze(1) - self.centers.unsqueeze(0)) ** 2).sum(-1))
        products = x @ self.centers.t()
        return -torch.sqrt((x ** 2).sum(1).unsqueeze(1) - 2 * products + (self.centers ** 2).sum(1) + 50)


class Cosine(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(CLASSES, FEATURES))

    def forward(self, x):
        return F.linear(F.normalize(x), F.normalize(self.weight)) * 4


class Splines(nn.Module):
    """A layer of a Kolmogorov-Arnold network with B-splines of order 3."""

    def __init__(self, pieces=5, order=3):
        super().__init__()
        self.order = order
        grid = torch.arange(-order, pieces + order + 1) * 2.0 / pieces - 1
        self.register_buffer("grid", grid.expand(FEATURES, -1).contiguous())
        self.base = nn.Parameter(torch.randn(CLASSES, FEATURES) * 0.3)
        self.spline = nn.Parameter(torch.randn(CLASSES, FEATURES * (pieces + order)) * 0.3)

    def forward(self, x):
        x = torch.tanh(x)
        base, x, grid = F.linear(F.silu(x), self.base), x.unsqueeze(-1), self.grid
        bases = ((x >= grid[:, :-1]) & (x < grid[:, 1:])).to(x.dtype)
        for k in range(1, self.order + 1):
            left = (x - grid[:, :-(k + 1)]) / (grid[:, k:-1] - grid[:, :-(k + 1)]) * bases[:, :, :-1]
            bases = left + (grid[:, k + 1:] - x) / (grid[:, k + 1:] - grid[:, 1:-k]) * bases[:, :, 1:]
        return base + F.linear(bases.reshape(x.size(0), -1), self.spline)


class RadialSplines(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm, self.end = nn.LayerNorm(FEATURES), nn.Linear(FEATURES * 8, CLASSES)
        self.register_buffer("grid", torch.linspace(-2, 2, 8))

    def forward(self, x):
        return self.end(torch.exp(-(((self.norm(x)[..., None] - self.grid) / 0.5) ** 2)).view(x.size(0), -1))


class Spikes(nn.Module):
    """Leaky neurons that fire above a threshold, over six steps of time."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(49, FEATURES), nn.Linear(FEATURES, CLASSES)

    def forward(self, x):
        x = F.avg_pool2d(x, 4).flatten(1) * 4
        hidden, end, sums = torch.zeros(x.size(0), FEATURES), torch.zeros(x.size(0), CLASSES), 0
        for _ in range(6):
            hidden = 0.9 * hidden + self.first(x)
            spikes = (hidden > 1.0).float()
            hidden, end = hidden - spikes, 0.9 * end + self.second(spikes)
            sums = sums + end
        return sums


class Binary(nn.Module):
    """Weights and activations of -1 and 1."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.end = nn.Conv2d(1, 4, 5), nn.BatchNorm2d(4), nn.Linear(4 * 36, CLASSES)

    def forward(self, x):
        x = F.conv2d(torch.sign(x - 0.5), torch.sign(self.conv.weight), stride=4)
        return F.linear(torch.sign(self.norm(x)).flatten(1), torch.sign(self.end.weight)) / 8


class Capsules(nn.Module):
    """Capsules with three rounds of routing, whose lengths are the classes."""

    def __init__(self):
        super().__init__()
        self.conv, self.primary = nn.Conv2d(1, 4, 9, stride=4), nn.Conv2d(4, 4, 3)
        self.weight = nn.Parameter(torch.randn(CLASSES, 9, 6, 4) * 0.5)

    @staticmethod
    def squash(x):
        square = (x ** 2).sum(-1, keepdim=True)
        return square / (1 + square) * x / torch.sqrt(square + 1e-8)

    def forward(self, x):
        x = self.primary(F.relu(self.conv(x)))
        parts = torch.einsum("nip,jiqp->njiq", self.squash(x.reshape(x.size(0), -1, 4)), self.weight)
        logits = torch.zeros(1, CLASSES, parts.size(2), 1)
        for step in range(3):
            whole = self.squash((torch.softmax(logits, dim=1) * parts).sum(2, keepdim=True))
            if step < 2:
                logits = logits + (parts * whole).sum(-1, keepdim=True)
        return whole.squeeze(2).norm(dim=-1)


class Causal(nn.Module):
    """Attention of which each row sees those before it: the others are minus infinity."""

    def __init__(self):
        super().__init__()
        self.products, self.end = nn.Linear(28, 3 * 8), nn.Linear(8, CLASSES)
        self.register_buffer("mask", torch.tril(torch.ones(28, 28)))

    def forward(self, x):
        queries, keys, values = self.products(x.squeeze(1)).chunk(3, -1)
        scores = (queries @ keys.transpose(1, 2) / 8 ** 0.5).masked_fill(self.mask == 0, float("-inf"))
        return self.end((scores.softmax(-1) @ values).mean(1))


class Matrices(nn.Module):
    """Capsules' votes as they are mostly written: a constant of many matrices times a column for each."""

    def __init__(self):
        super().__init__()
        self.weight, self.end = nn.Parameter(torch.randn(1, 7, 5, 3, 4)), nn.Linear(7 * 5 * 3, CLASSES)

    def forward(self, x):
        columns = F.avg_pool2d(x, (4, 7)).view(x.size(0), 7, 1, 4, 1).repeat(1, 1, 5, 1, 1)
        return self.end(torch.matmul(self.weight, columns).flatten(1))


class MixedKernels(nn.Module):
    """Weights that are worked out of others when the model runs."""

    def __init__(self):
        super().__init__()
        self.kernels, self.mixture = nn.Parameter(torch.randn(3, 4, 1, 5, 5)), nn.Parameter(torch.randn(3))
        self.gate, self.end = nn.Parameter(torch.randn(4, 1, 1)), nn.Linear(4, CLASSES)

    def forward(self, x):
        kernel = (torch.softmax(self.mixture, 0).view(3, 1, 1, 1, 1) * self.kernels).sum(0)
        x = F.conv2d(x, kernel, stride=3) * torch.sigmoid(self.gate) + F.softplus(self.gate) * torch.tanh(self.gate)
        return self.end(x.amax((2, 3)))


class Cells(nn.Module):
    """A recurrent cell that is called step after step."""

    def __init__(self, cell):
        super().__init__()
        self.cell, self.end = cell, nn.Linear(6, CLASSES)

    def forward(self, x):
        x = F.avg_pool2d(x, 4).squeeze(1)
        state, memory = torch.zeros(x.size(0), 6), torch.zeros(x.size(0), 6)
        for step in range(7):
            if isinstance(self.cell, nn.LSTMCell):
                state, memory = self.cell(x[:, step], (state, memory))
            else:
                state = self.cell(x[:, step], state)
        return self.end(state)


class Attended(nn.Module):
    """Channels and pixels weighed by their means and maxima (CBAM)."""

    def __init__(self):
        super().__init__()
        self.channels, self.pixels = nn.Sequential(nn.Linear(CHANNELS, 2), nn.ReLU(), nn.Linear(2, CHANNELS)), nn.Conv2d(2, 1, 5, padding=2)

    def forward(self, x):
        x = x * torch.sigmoid(self.channels(x.mean((2, 3))) + self.channels(x.amax((2, 3)))).unsqueeze(2).unsqueeze(3)
        return x * torch.sigmoid(self.pixels(torch.cat([x.mean(1, keepdim=True), x.max(1, keepdim=True)[0]], 1)))


class Members(nn.Module):
    def __init__(self):
        super().__init__()
        self.members = nn.ModuleList(nn.Linear(49, CLASSES) for _ in range(3))

    def forward(self, x):
        x = F.avg_pool2d(x, 4).flatten(1)
        return torch.stack([member(x).softmax(1) for member in self.members]).mean(0)


class Places(nn.Module):
    """A convolution that is told where each pixel stands (CoordConv)."""

    def __init__(self):
        super().__init__()
        self.conv, self.end = nn.Conv2d(3, CHANNELS, 5, stride=4), nn.Linear(CHANNELS * 36, CLASSES)

    def forward(self, x):
        line = torch.linspace(-1, 1, 28)
        rows, columns = line.view(1, 1, 28, 1).expand(x.size(0), 1, 28, 28), line.view(1, 1, 1, 28).expand(x.size(0), 1, 28, 28)
        return self.end(F.relu(self.conv(torch.cat([x, rows, columns], 1))).flatten(1))


class Local(nn.Module):
    """Patches of the image, each with weights of its own."""

    def __init__(self):
        super().__init__()
        self.weight, self.end = nn.Parameter(torch.randn(16, 49, 2)), nn.Linear(32, CLASSES)

    def forward(self, x):
        return self.end((F.unfold(x, 7, stride=7).transpose(1, 2).unsqueeze(2) @ self.weight).flatten(1))


def image(function):
    return nn.Sequential(Of(function), body(nn.ReLU()))


def values(function):
    return body(Of(function))


def vector(*layers):
    return nn.Sequential(nn.AvgPool2d(4), nn.Flatten(), nn.Linear(49, FEATURES), *layers)


def features(function, left=FEATURES):
    return vector(Of(function), nn.Linear(left, CLASSES))


def logits(function):
    return nn.Sequential(nn.AvgPool2d(4), nn.Flatten(), nn.Linear(49, CLASSES), Of(function))


ALL = (1, 2, 3)
MODELS = {
    "norm-of-vector": features(F.normalize),
    "norm-of-pixels": values(lambda x: F.normalize(x, dim=1)),
    "norm-by-sum": features(lambda x: F.normalize(x, p=1)),
    "norm-by-root-mean-square": features(lambda x: x * torch.rsqrt((x ** 2).mean(-1, keepdim=True) + 1e-6)),
    "cosine": vector(Cosine()),
    "radial-basis": vector(Centers(True)),
    "distances": vector(Centers(False)),
    "splines": vector(Splines()),
    "radial-splines": vector(RadialSplines()),
    "spikes": Spikes(),
    "binary": Binary(),
    "capsules": Capsules(),
    "capsules-by-matrices": Matrices(),
    "causal-attention": Causal(),
    "mixed-kernels": MixedKernels(),
    "lstm-cells": Cells(nn.LSTMCell(7, 6)),
    "gru-cells": Cells(nn.GRUCell(7, 6)),
    "attended": body(Attended()),
    "members": Members(),
    "places": Places(),
    "local": Local(),
    "conv-transpose": body(nn.ConvTranspose2d(CHANNELS, CHANNELS, 3, stride=2, padding=1, output_padding=1)),
    "conv-transpose-in-groups": body(nn.ConvTranspose2d(CHANNELS, CHANNELS, (3, 2), stride=(2, 3), padding=(1, 0), groups=2, bias=False)),
    "conv-transpose-dilated": body(nn.ConvTranspose2d(CHANNELS, CHANNELS, 3, dilation=2, padding=2)),
    "conv-transpose-cut": body(nn.ConvTranspose2d(CHANNELS, CHANNELS, 2, stride=2, padding=3)),
    "image-by-its-greatest": image(lambda x: x / x.amax(ALL, keepdim=True)),
    "image-by-its-greatest-one": image(lambda x: x / x.max()),
    "image-from-0-to-1": image(lambda x: (x - x.amin(ALL, keepdim=True)) / (x.amax(ALL, keepdim=True) - x.amin(ALL, keepdim=True) + 1e-6)),
    "image-by-its-sum": image(lambda x: x / (x.sum(dim=ALL, keepdim=True) + 1e-6) * 50),
    "image-by-its-deviation": image(lambda x: (x - x.mean(dim=ALL, keepdim=True)) / (x.std(dim=ALL, keepdim=True) + 1e-5)),
    "image-by-its-deviation-one": image(lambda x: (x - x.mean()) / x.std()),
    "image-of-two-levels": image(lambda x: (x > 0.5).float()),
    "image-rounded": image(torch.round),
    "softmax-with-epsilon": logits(lambda z: torch.exp(z) / (torch.exp(z).sum(1, keepdim=True) + 1e-3)),
    "softmax-logarithm-with-epsilon": logits(lambda z: torch.log(torch.softmax(z, 1) + 1e-6)),
    "softmax-exponentials": logits(lambda z: torch.exp(z - z.amax(1, keepdim=True))),
    "softmax-less-greatest": logits(lambda z: z - z.max(1, keepdim=True)[0]),
    "softmax-sum-of-exponentials": logits(lambda z: z - 0.5 * torch.logsumexp(z, 1, keepdim=True)),
    "softmax-entropy": logits(lambda z: z * (-(torch.softmax(z, 1) * torch.log_softmax(z, 1)).sum(1, keepdim=True))),
    "exp": logits(lambda z: torch.exp(z * 0.1)),
    "power": logits(lambda z: torch.sigmoid(z) ** 1.7),
    "power-of-four": logits(lambda z: z ** 4),
    "power-of-two-thirds": logits(lambda z: 2 ** (z / 3)),
    "root": values(lambda x: torch.sqrt(F.relu(x) + 0.1)),
    "root-reciprocal": logits(lambda z: torch.rsqrt(z * z + 0.1)),
    "reciprocal": logits(lambda z: 1 / (z * z + 1)),
    "quotient": values(lambda x: x / (1 + x * x)),
    "logarithm": values(lambda x: torch.log(torch.abs(x) + 1)),
    "log-sigmoid": values(F.logsigmoid),
    "sine": values(torch.sin),
    "cosine-function": values(torch.cos),
    "round": values(lambda x: torch.round(x * 4) / 4),
    "floor-less-ceiling": values(lambda x: torch.floor(x * 4) - torch.ceil(x * 3)),
    "whole-part": values(lambda x: (x * 4).int().float()),
    "where": values(lambda x: torch.where(x > 0.2, x, x * x - 0.1)),
    "where-either": values(lambda x: torch.where((x > 0.2) | ~(x >= -0.2), x, torch.zeros_like(x))),
    "where-equal": values(lambda x: torch.where(torch.round(x) == 0, x, -x)),
    "hard-shrink": body(nn.Hardshrink(0.2)),
    "soft-shrink": body(nn.Softshrink(0.2)),
    "greater-of-two": values(lambda x: torch.maximum(x, torch.sin(x))),
    "lesser-of-two": values(lambda x: torch.minimum(x, x * x)),
    "maxout": features(lambda x: x.view(x.size(0), 8, 2).max(-1)[0], 8),
    "minout": features(lambda x: x.view(x.size(0), 8, 2).min(-1)[0], 8),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, module in MODELS.items():
        torch.manual_seed(5)
        for parameter in module.parameters():
            parameter.data.uniform_(-1, 1) if parameter.dim() > 1 else parameter.data.uniform_(-0.3, 0.3)
        module.eval()
        axes = None if name.endswith("-one") else {"x": {0: "n"}, "y": {0: "n"}}
        torch.onnx.export(
            module, torch.rand(1, 1, 28, 28), str(FOLDER / f"{name}.onnx"), input_names=["x"], output_names=["y"], opset_version=13, dynamic_axes=axes)


if __name__ == "__main__":
    main()
