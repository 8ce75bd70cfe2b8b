#!/usr/bin/env python3
"""Writes a small model for each operator that the engine imports, with random weights, as PyTorch or a script of python3-onnx makes it.

    python3 tools/golden/onnx_layers.py
    dotnet run tools/golden/onnx-layers.cs

Needs PyTorch and onnx; the files in the repository come from 1.13 and 1.12. It writes tests/Digits.Engine.Tests/Golden/Layers/NAME.onnx.
Every model reads [N, 1, 28, 28] (or what its name says) and gives ten values: a convolution of stride 2, what is to be tested, a pool and a
dense layer. The second program then adds what ONNX Runtime gives.
"""

import io
import pathlib
import warnings

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parents[2] / "tests/Digits.Engine.Tests/Golden/Layers"
CHANNELS, SIDE, CLASSES = 4, 12, 10
warnings.filterwarnings("ignore")


class Of(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Excite(nn.Module):
    def __init__(self):
        super().__init__()
        self.squeeze, self.excite = nn.Conv2d(CHANNELS, 2, 1), nn.Conv2d(2, CHANNELS, 1)

    def forward(self, x):
        gate = torch.sigmoid(self.excite(F.silu(self.squeeze(F.adaptive_avg_pool2d(x, 1)))))
        return x * gate


class OneAxis(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(28, 6, 5, padding=2), nn.BatchNorm1d(6), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(6, 6, 3, dilation=2, groups=3), nn.Tanh())
        self.end = nn.Linear(6, CLASSES)

    def forward(self, x):
        return self.end(self.layers(x).mean(dim=2))


def body(middle, channels=CHANNELS, mapped=True):
    pool = [nn.AdaptiveMaxPool2d(1), nn.Flatten()] if mapped else []
    return nn.Sequential(nn.Conv2d(1, CHANNELS, 5, stride=2), middle, *pool, nn.Linear(channels, CLASSES))


def scatter(module):
    """Statistics and slopes that are not those of the start."""
    for part in module.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.uniform_(-0.3, 0.3)
            part.running_var.uniform_(0.5, 1.5)
        if isinstance(part, nn.PReLU):
            part.weight.data.uniform_(-0.5, 0.5)
        if isinstance(part, nn.Conv2d) and part.in_channels == 1 and part.kernel_size == (5, 5):
            part.weight.data.mul_(8)


def vectors(*layers):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 4), *layers, nn.Linear(4, CLASSES))


C = CHANNELS
TORCH = {
    "sigmoid": body(nn.Sigmoid()),
    "tanh": body(nn.Tanh()),
    "relu6": body(nn.ReLU6()),
    "hardtanh": body(nn.Hardtanh(-0.5, 0.75)),
    "clamp-from-below": body(Of(lambda x: torch.clamp(x, min=-0.25))),
    "leaky-relu": body(nn.LeakyReLU(0.2)),
    "hardsigmoid": body(nn.Hardsigmoid()),
    "hardswish": body(nn.Hardswish()),
    "hardswish-in-parts": body(Of(lambda x: x * F.relu6(x + 3) / 6)),
    "gelu": body(nn.GELU()),
    "gelu-tanh": body(nn.GELU(approximate="tanh")),
    "gelu-by-hand": body(Of(lambda x: 0.5 * x * (1 + torch.erf(x / 2 ** 0.5)))),
    "elu": body(nn.ELU(0.7)),
    "selu": body(nn.SELU()),
    "celu": body(nn.CELU(0.6)),
    "softplus": body(nn.Softplus()),
    "silu": body(nn.SiLU()),
    "mish": body(nn.Mish()),
    "softsign": body(nn.Softsign()),
    "prelu": body(nn.PReLU(C)),
    "prelu-one-slope": body(nn.PReLU()),
    "prelu-vector": vectors(nn.PReLU(4)),
    "erf": body(Of(torch.erf)),
    "square-minus-cube": body(Of(lambda x: x ** 2 - x ** 3)),
    "product": body(Of(lambda x: x * torch.tanh(x))),
    "squeeze-excite": body(Excite()),
    "depthwise": body(nn.Sequential(nn.Conv2d(C, C, 3, padding=1, groups=C), nn.BatchNorm2d(C), nn.ReLU(), nn.Conv2d(C, 8, 1)), 8),
    "depthwise-multiplier": body(nn.Conv2d(C, 3 * C, 3, stride=2, padding=1, groups=C, bias=False), 3 * C),
    "grouped": body(nn.Sequential(nn.Conv2d(C, 6, 3, padding=2, groups=2), nn.ReLU()), 6),
    "dilated": body(nn.Conv2d(C, 5, 3, padding=2, dilation=2), 5),
    "pad-conv": body(nn.Sequential(nn.ZeroPad2d((0, 1, 2, 1)), nn.Conv2d(C, 5, 3, stride=2)), 5),
    "pad-max-pool": body(nn.Sequential(nn.ReLU(), nn.ZeroPad2d((0, 1, 0, 1)), nn.MaxPool2d(3, 2), nn.Conv2d(C, C, 1))),
    "pad-max-pool-below-zero": body(nn.Sequential(nn.ZeroPad2d((1, 0, 1, 0)), nn.MaxPool2d(3, 2), nn.Conv2d(C, C, 1))),
    "max-pool-ceil": body(nn.Sequential(nn.MaxPool2d(3, 2, ceil_mode=True), nn.Conv2d(C, C, 1))),
    "average-pool-ceil": body(nn.Sequential(nn.AvgPool2d(3, 2, ceil_mode=True), nn.Conv2d(C, C, 1))),
    "average-pool-padded": body(nn.Sequential(nn.AvgPool2d(3, 2, padding=1), nn.Conv2d(C, C, 1))),
    "average-pool-not-counted": body(nn.Sequential(nn.AvgPool2d(3, 2, padding=1, count_include_pad=False), nn.Conv2d(C, C, 1))),
    "mean": body(Of(lambda x: x.mean(dim=(2, 3))), mapped=False),
    "mean-kept": body(nn.Sequential(Of(lambda x: x.mean(dim=(2, 3), keepdim=True)), nn.Flatten()), mapped=False),
    "mean-twice": body(Of(lambda x: x.mean(2).mean(2)), mapped=False),
    "maximum": body(Of(lambda x: torch.amax(x, dim=(2, 3))), mapped=False),
    "sum": body(Of(lambda x: x.sum(dim=(2, 3)) / 50), mapped=False),
    "batch-norm-vector": vectors(nn.BatchNorm1d(4), nn.ReLU()),
    "one-axis": OneAxis(),
    "zero-pad-by-shapes": body(nn.Sequential(nn.ZeroPad2d((0, 1, 2, 1)), nn.Conv2d(C, 5, 3, stride=2)), 5),
}


# Before operator set 11 the numbers of Pad are attributes; HardSwish came with 14.
OPSETS = {"hardswish": 17, "one": 17, "pad": 10}


def export(name, module, opset):
    for parameter in module.parameters():
        parameter.data.uniform_(-0.4, 0.4)
    scatter(module)
    module.eval()
    images = torch.zeros(2, 28, 28) if isinstance(module, OneAxis) else torch.zeros(2, 1, 28, 28)
    stream = io.BytesIO()
    fixed = "-fixed-" in name
    torch.onnx.export(
        module, images[:1] if fixed else images, stream, opset_version=opset, input_names=["image"], output_names=["logits"],
        dynamic_axes=None if fixed else {"image": {0: "n"}, "logits": {0: "n"}})
    (FOLDER / f"{name}.onnx").write_bytes(stream.getvalue())


def weights(rng, name, *shape, size=0.4):
    return numpy_helper.from_array(rng.uniform(-size, size, shape).astype(np.float32), name)


def scalar(name, value):
    return numpy_helper.from_array(np.float32(value), name)


def script(name, opset, nodes, constants=(), channels=CHANNELS, ir=7):
    """What PyTorch 1.13 does not write: a convolution, the nodes given from 'a' to 'b', a global pool and a dense layer."""
    rng = np.random.default_rng(len(name))
    pool = [helper.make_node("GlobalMaxPool", ["b"], ["p"]), helper.make_node("Flatten", ["p"], ["f"])]
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["image", "w1", "b1"], ["a"], strides=[2, 2]), *nodes, *pool,
            helper.make_node("Gemm", ["f", "w2", "b2"], ["logits"], transB=1),
        ],
        name,
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 1, 28, 28])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", CLASSES])],
        [
            weights(rng, "w1", CHANNELS, 1, 5, 5, size=3), weights(rng, "b1", CHANNELS), weights(rng, "w2", CLASSES, channels), weights(rng, "b2", CLASSES),
            *constants,
        ])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


def op(kind, inputs="a", output="b", **attributes):
    return helper.make_node(kind, ["" if name == "-" else name for name in inputs.split()], [output], **attributes)


def scripts():
    kernel = [weights(np.random.default_rng(1), "k", CHANNELS, CHANNELS, 3, 3)]
    for padding in ("SAME_UPPER", "SAME_LOWER", "VALID"):
        text = padding.lower().replace("_", "-")
        script(f"conv-{text}", 13, [op("Conv", "a k", auto_pad=padding, strides=[2, 2])], kernel)
        script(f"max-pool-{text}", 13, [op("MaxPool", auto_pad=padding, kernel_shape=[3, 3], strides=[2, 2])])
        script(f"average-pool-{text}", 13, [op("AveragePool", auto_pad=padding, kernel_shape=[3, 2], strides=[2, 2])])
    script("conv-uneven-pads", 13, [op("Conv", "a k", pads=[0, 1, 2, 3])], kernel)
    script("clip-attributes", 7, [op("Clip", min=0.0, max=6.0)], ir=3)
    script("clip-max-min", 13, [op("Max", "zero a", "m"), op("Min", "m six")], [scalar("zero", 0), scalar("six", 6)])
    script("hard-sigmoid", 13, [op("HardSigmoid")])
    script("hard-swish", 14, [op("HardSwish")])
    script("mish-operator", 18, [op("Mish")], ir=8)
    script("gelu-operator", 20, [op("Gelu")], ir=9)
    script("gelu-operator-tanh", 20, [op("Gelu", approximate="tanh")], ir=9)
    script("local-response", 13, [op("LRN", size=3, alpha=0.5, beta=0.75, bias=1.5)])
    script("neg-sub", 13, [op("Neg", "a", "m"), op("Tanh", "m", "t"), op("Sub", "a t")])
    script("reduce-rows", 13, [op("ReduceMean", axes=[2])])
    script("reduce-sum-axes", 13, [op("ReduceSum", "a axes")], [numpy_helper.from_array(np.array([2, 3]), "axes")])
    script("reduce-max-axes", 18, [op("ReduceMax", "a axes")], [numpy_helper.from_array(np.array([-2, -1]), "axes")], ir=8)
    script("pad-axes", 18, [op("Pad", "a pads - axes")], [
        numpy_helper.from_array(np.array([1, 2, 0, 3]), "pads"), numpy_helper.from_array(np.array([3, 2]), "axes")], ir=8)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        for seed, (name, module) in enumerate(TORCH.items()):
            torch.manual_seed(seed)
            export(name, module, OPSETS.get(name.split("-")[0], 13))
    scripts()
    print(f"{len(list(FOLDER.glob('*.onnx')))} models in {FOLDER}")


if __name__ == "__main__":
    main()
