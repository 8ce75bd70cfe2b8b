#!/usr/bin/env python3
"""Writes small models with LSTM, GRU and RNN, by PyTorch and by hand in the manner of other exporters, with random weights.

    python3 tools/golden/onnx_recurrent.py [FOLDER]

Beside onnx_operators.py, whose needs, images and folder it shares; onnx-operators.cs compares these models, too.
"""
import io
import os
import warnings

import numpy as np
import torch
from torch import nn

from onnx_operators import FOLDER, SIDE, Graph, image, weights

UNITS = 6
GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
warnings.filterwarnings("ignore")


class LastStep(nn.Module):
    """As tutorials have it: all rows of an image, then the last step of the last layer."""

    def __init__(self, layers=1, zeros=True):
        super().__init__()
        self.zeros, self.layers = zeros, layers
        self.lstm, self.fc = nn.LSTM(SIDE, UNITS, layers, batch_first=True), nn.Linear(UNITS, 10)

    def forward(self, x):
        x = x.reshape(-1, SIDE, SIDE)
        zeros = torch.zeros(self.layers, x.size(0), UNITS)
        out, _ = self.lstm(x, (zeros, zeros)) if self.zeros else self.lstm(x)
        return self.fc(out[:, -1, :])


class BothEnds(nn.Module):
    """The last step of both directions, of which one has read nothing but that step: a slip that many copied, and a model none the less."""

    def __init__(self):
        super().__init__()
        self.lstm, self.fc = nn.LSTM(SIDE, UNITS, 2, batch_first=True, bidirectional=True), nn.Linear(2 * UNITS, 10)

    def forward(self, x):
        return self.fc(self.lstm(x.squeeze(1))[0][:, -1, :])


class State(nn.Module):
    """The state after the last step, of the last layer; of a bidirectional one, both."""

    def __init__(self, kind, layers=1, bidirectional=False):
        super().__init__()
        self.rnn, self.fc = kind(SIDE, UNITS, layers, batch_first=True, bidirectional=bidirectional), nn.Linear(UNITS * (1 + bidirectional), 10)

    def forward(self, x):
        _, h = self.rnn(x.squeeze(1))
        h = h[0] if isinstance(h, tuple) else h
        return self.fc(torch.cat((h[-2], h[-1]), 1) if self.rnn.bidirectional else h[-1])


class StepsFirst(nn.Module):
    """A plain one that reads [T, N, C], with ReLUs, of which the last step is wanted."""

    def __init__(self):
        super().__init__()
        self.rnn, self.fc = nn.RNN(SIDE, UNITS, nonlinearity="relu"), nn.Linear(UNITS, 10)

    def forward(self, x):
        out, _ = self.rnn(x.view(x.size(0), SIDE, SIDE).permute(1, 0, 2))
        return torch.log_softmax(self.fc(out[-1]), 1)


class Mean(nn.Module):
    """Two bidirectional layers and the mean of their steps; a dense layer on each step before."""

    def __init__(self):
        super().__init__()
        self.dense, self.gru, self.fc = nn.Linear(SIDE, 5), nn.GRU(5, UNITS, 2, batch_first=True, bidirectional=True, dropout=0.3), nn.Linear(2 * UNITS, 10)

    def forward(self, x):
        out, _ = self.gru(torch.tanh(self.dense(x.squeeze(1))))
        return self.fc(out.mean(1))


class Signal(nn.Module):
    """Columns as channels of a one-dimensional convolution before and after; the mean of steps that come before the batch."""

    def __init__(self):
        super().__init__()
        self.before, self.after, self.fc = nn.Conv1d(SIDE, 5, 3, padding=1), nn.Conv1d(UNITS, 4, 3, padding=1), nn.Linear(UNITS, 10)
        self.first, self.second = nn.LSTM(5, UNITS, batch_first=True), nn.GRU(4, UNITS)

    def forward(self, x):
        x = torch.relu(self.before(x.squeeze(1).permute(0, 2, 1)))
        x = torch.relu(self.after(self.first(x.permute(0, 2, 1))[0].permute(0, 2, 1)))
        return self.fc(self.second(x.permute(2, 0, 1))[0].mean(0))


class Columns(nn.Module):
    """Convolutions, then a bidirectional LSTM over the columns that are left, and classes for each of them."""

    def __init__(self, order):
        super().__init__()
        self.order = order
        self.conv, self.lstm, self.fc = nn.Conv2d(1, 4, 3, padding=1), nn.LSTM(16, UNITS, bidirectional=True, batch_first=order == 0), nn.Linear(2 * UNITS, 5)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv(x)), 2)
        n, c, h, w = x.shape
        if self.order == 0:
            return self.fc(self.lstm(x.permute(0, 3, 1, 2).reshape(n, w, c * h))[0]).permute(0, 2, 1)
        x = self.lstm(x.reshape(n, c * h, w).permute(2, 0, 1))[0]
        t, b, u = x.shape
        x = self.fc(x.view(t * b, u)).view(t, b, -1)
        return torch.log_softmax(x, 2).permute(1, 2, 0)


def pytorch():
    models = {
        "lstm-last-step": LastStep(), "lstm-stacked": LastStep(layers=2, zeros=False), "gru-state": State(nn.GRU, layers=2),
        "lstm-both-ends": BothEnds(), "lstm-state-bidirectional": State(nn.LSTM, bidirectional=True), "rnn-steps-first": StepsFirst(), "gru-mean": Mean(),
        "crnn": Columns(0), "crnn-steps-first": Columns(1), "signal": Signal(),
    }
    for i, (name, model) in enumerate(models.items()):
        for opset in ((13, 16), (9, 14), (11, 17))[i % 3]:
            buffer = io.BytesIO()
            dynamic = {"image": {0: "batch"}} if opset in (16, 9, 17) else None
            torch.onnx.export(model.eval(), torch.zeros(1, 1, SIDE, SIDE), buffer, opset_version=opset, input_names=["image"], output_names=["output"],
                              dynamic_axes=dynamic)
            with open(os.path.join(FOLDER, f"torch-{name}-opset{opset}.onnx"), "wb") as file:
                file.write(buffer.getvalue())


def layer(g, x, kind, channels=SIDE, directions=1, outputs=2, states=(), **attributes):
    rows = GATES[kind] * UNITS
    parts = [weights(directions, rows, channels), weights(directions, rows, UNITS), weights(directions, 2 * rows)]
    return g.add(kind, x, *parts, *states, outputs=outputs, hidden_size=UNITS, **attributes)


def keras():
    """In the manner of tf2onnx, by hand: images [N, H, W], turned to [T, N, C], states of zeros of the batch's size."""
    g = Graph(["batch", SIDE, SIDE])
    batch = g.add("Slice", g.add("Shape", "image"), np.array([0]), np.array([1]))
    zeros = g.add("Expand", np.zeros((1, 1, 1), np.float32), g.add("Concat", np.array([1]), batch, np.array([UNITS]), axis=0))
    _, h = layer(g, g.add("Transpose", "image", perm=[1, 0, 2]), "LSTM", states=("", zeros, zeros))
    g.save("keras-lstm", g.dense(g.add("Squeeze", h, np.array([0])), UNITS))

    g = Graph(["batch", SIDE, SIDE, 1])
    x = g.add("Transpose", g.add("Squeeze", "image", np.array([3])), perm=[1, 0, 2])
    y, _ = layer(g, x, "LSTM", direction="bidirectional", directions=2)
    x = g.add("Reshape", g.add("Transpose", y, perm=[0, 2, 1, 3]), np.array([SIDE, -1, 2 * UNITS]))
    y, _ = layer(g, x, "GRU", channels=2 * UNITS, linear_before_reset=1, activations=["Sigmoid", "Tanh"])
    x = g.add("Transpose", g.add("Squeeze", y, np.array([1])), perm=[1, 0, 2])
    g.save("keras-bidirectional-gru", g.dense(g.add("Reshape", x, np.array([-1, SIDE * UNITS])), SIDE * UNITS))

    g = Graph(["batch", 64], opset=11)
    x = g.add("Transpose", g.add("Reshape", "image", np.array([-1, SIDE, SIDE])), perm=[1, 0, 2])
    y, _ = layer(g, x, "GRU", direction="reverse")
    x = g.add("Transpose", g.add("Squeeze", y, axes=[1]), perm=[1, 0, 2])
    x = g.add("Relu", g.add("Add", g.add("MatMul", x, weights(UNITS, 4)), weights(4)))
    g.save("keras-time-distributed", g.dense(g.add("Reshape", x, np.array([-1, SIDE * 4])), SIDE * 4))

    g = Graph(["batch", SIDE, SIDE])
    x = g.add("Transpose", "image", perm=[1, 0, 2])
    y, _ = layer(g, x, "GRU", direction="bidirectional", directions=2, activations=["Sigmoid", "Tanh"] * 2)
    forward, back = g.add("Split", y, np.array([1, 1]), outputs=2, axis=1)
    sum = g.add("Add", g.add("Squeeze", forward, np.array([1])), g.add("Squeeze", back, np.array([1])))
    y, _ = layer(g, sum, "RNN", channels=UNITS)
    g.save("keras-sum-of-directions", g.dense(g.add("Gather", g.add("Squeeze", y, np.array([1])), np.array(-1), axis=0), UNITS))


def others():
    g = image()
    x = g.add("Transpose", g.add("Squeeze", "image", np.array([1])), perm=[1, 0, 2])
    y, h = layer(g, x, "LSTM", direction="reverse", states=(np.array([SIDE], np.int32),))
    g.save("lstm-reverse-first-step", g.dense(g.add("Gather", g.add("Squeeze", y, np.array([1])), np.array(0), axis=0), UNITS))

    g = Graph([SIDE, 1, SIDE])
    y, h = layer(g, "image", "RNN")
    g.save("rnn-rows-before-batch", g.dense(g.add("Add", g.add("Squeeze", h, np.array([0])), g.add("Gather", g.add("Squeeze", y, np.array([1])), np.array(3), axis=0)), UNITS))

    g = image()
    x = g.add("Transpose", g.add("Squeeze", "image", np.array([1])), perm=[1, 0, 2])
    _, h = layer(g, x, "GRU", direction="bidirectional", directions=2)
    first, last = (g.add("Gather", h, np.array(i), axis=0) for i in (1, 0))
    g.save("gru-directions-changed", g.dense(g.add("Concat", first, last, axis=1), 2 * UNITS))


torch.manual_seed(5)
for part in (pytorch, keras, others):
    part()
