#!/usr/bin/env python3
"""Writes a small model for each way in which exporters write the graph around the layers, with random weights.

    python3 tools/golden/onnx_operators.py [FOLDER]

needs numpy, torch 1.13 and onnx 1.12. FOLDER is tests/Digits.Engine.Tests/Golden/Operators unless given. tools/golden/onnx-operators.cs then compares
each with ONNX Runtime and writes outputs.json. The images are of 8x8 pixels, so that the files are small.
"""
import io
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto as T
from onnx import helper, numpy_helper
from torch import nn

SIDE = 8
FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../../tests/Digits.Engine.Tests/Golden/Operators")
random = np.random.default_rng(7)


def weights(*shape, scale=0.3):
    return (random.standard_normal(shape) * scale).astype(np.float32)


class Graph:
    """Nodes and constants, in the order in which they are added."""

    def __init__(self, shape, kind=T.FLOAT, opset=13, domains=()):
        self.nodes, self.constants, self.functions = [], [], []
        self.opset, self.domains = opset, domains
        self.input = helper.make_tensor_value_info("image", kind, shape)
        self.count = 0

    def const(self, values, name=None):
        self.count += 1
        name = name or f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, op, *inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"t{self.count}" if outputs == 1 else f"t{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, [i if isinstance(i, str) else self.const(i) for i in inputs], names, **attributes))
        return names[0] if outputs == 1 else names

    def conv(self, x, channels=1, filters=4, **attributes):
        return self.add("Conv", x, weights(filters, channels, 3, 3), weights(filters), **attributes)

    def dense(self, x, features, units=10):
        return self.add("Gemm", x, weights(units, features), weights(units), transB=1)

    def save(self, name, *outputs, tolerance=None, kind=T.FLOAT, rank=2):
        infos = [helper.make_tensor_value_info(o, kind, [None] * rank) for o in outputs]
        graph = helper.make_graph(self.nodes, name, [self.input], infos, self.constants)
        imports = [helper.make_opsetid("", self.opset)] + [helper.make_opsetid(d, 1) for d in self.domains]
        model = helper.make_model(graph, opset_imports=imports, producer_name="onnx.helper", functions=self.functions)
        model.ir_version = 8 if self.functions or self.opset > 14 else 7 if self.opset > 9 else 3 if self.opset < 8 else 4
        if model.ir_version == 3:  # the first files listed constants among the inputs
            model.graph.input.extend(helper.make_tensor_value_info(c.name, c.data_type, list(c.dims)) for c in self.constants)
        if tolerance:
            helper.set_model_props(model, {"golden_tolerance": str(tolerance)})
        onnx.save(model, os.path.join(FOLDER, name + ".onnx"))


def image(kind=T.FLOAT, opset=13, domains=(), batch="batch"):
    return Graph([batch, 1, SIDE, SIDE], kind, opset, domains)


def chain(opset, cast=False, slices=False):
    """x.view(x.size(0), -1), as several exporters write it."""
    g = image(opset=opset)
    x = g.conv("image")
    shape = g.add("Shape", x)
    if slices:
        shape = g.add("Cast", shape, to=T.INT32) if cast else shape
        if cast:
            shape = g.add("Cast", shape, to=T.INT64)
        batch = g.add("Slice", shape, np.array([0]), np.array([1])) if opset > 9 else g.add("Slice", shape, starts=[0], ends=[1], axes=[0])
    else:
        batch = g.add("Gather", shape, np.array(0), axis=0)
        batch = g.add("Unsqueeze", batch, np.array([0])) if opset > 12 else g.add("Unsqueeze", batch, axes=[0])
    flat = g.add("Reshape", x, g.add("Concat", batch, np.array([-1]), axis=0))
    return g, g.dense(flat, 4 * 36)


def shapes():
    for opset in (7, 11, 17):
        g, y = chain(opset)
        g.save(f"view-size-opset{opset}", y)
    for cast in (False, True):
        g, y = chain(13 if cast else 9, cast, slices=True)
        g.save("shape-cast-slice" if cast else "shape-slice", y)

    g = image(opset=15)
    x = g.conv("image")
    size = g.add("Shape", x, start=1)
    features = g.add("ReduceProd", size, keepdims=1)
    batch = g.add("Shape", x, start=0, end=1)
    g.save("shape-parts", g.dense(g.add("Reshape", x, g.add("Concat", batch, features, axis=0), allowzero=1), 144))

    g = image()
    x = g.conv("image")
    shape = g.add("Shape", x)
    picked = [g.add("Gather", shape, np.array(i), axis=0) for i in (1, 2, 3)]
    product = g.add("Mul", g.add("Mul", picked[0], picked[1]), picked[2])
    target = g.add("Concat", np.array([-1]), g.add("Unsqueeze", product, np.array([0])), axis=0)
    g.save("view-minus-one-product", g.dense(g.add("Reshape", x, target), 144))

    g = image()
    x = g.conv("image", filters=10)
    x = g.add("GlobalAveragePool", x)
    x = g.add("Squeeze", x, np.array([3]))
    g.save("squeeze-twice", g.add("Squeeze", x, np.array([2])))

    g = image(opset=11)
    x = g.add("GlobalMaxPool", g.conv("image", filters=6))
    x = g.add("Flatten", x, axis=1)
    x = g.add("Unsqueeze", x, axes=[2])
    x = g.add("BatchNormalization", x, weights(6) + 1, weights(6), weights(6), np.abs(weights(6)) + 0.5)
    x = g.add("Squeeze", x, axes=[2])
    g.save("batch-norm-of-vectors", g.dense(g.add("Relu", x), 6))

    g = image()
    x = g.add("Flatten", g.conv("image"), axis=-3)
    g.save("flatten-negative-axis", g.dense(x, 144))

    g = image()
    x = g.add("Reshape", g.conv("image"), np.array([0, 4, 36]))
    x = g.add("Transpose", x, perm=[0, 2, 1])
    g.save("pixels-as-rows", g.dense(g.add("Reshape", x, np.array([-1, 144])), 144))

    # A condition that follows from the sizes: PyTorch's squeeze(1)
    g = image()
    x = g.add("Reshape", "image", np.array([-1, 1, 64]))
    equal = g.add("Equal", g.add("Gather", g.add("Shape", x), np.array(1), axis=0), np.array(1))
    out = helper.make_tensor_value_info("then_out", T.FLOAT, None)
    other = helper.make_tensor_value_info("else_out", T.FLOAT, None)
    axes = numpy_helper.from_array(np.array([1]), "one")
    then = helper.make_graph([helper.make_node("Squeeze", [x, "one"], ["then_out"])], "then", [], [out], [axes])
    orelse = helper.make_graph([helper.make_node("Identity", [x], ["else_out"])], "else", [], [other])
    g.save("branch-by-size", g.dense(g.add("If", equal, then_branch=then, else_branch=orelse), 64))

    for name, shape, dims in (
        ("input-vector", ["n", 64], None), ("input-plane", ["n", 8, 8], [-1, 64]), ("input-last", ["n", 8, 8, 1], [-1, 64]),
        ("input-row", ["n", 1, 64], [-1, 64]), ("input-single-plane", [8, 8], [1, 64]), ("input-single-vector", [64], [1, -1]),
        ("input-single-map", [1, 8, 8], [1, 64]), ("input-batch-of-one", [1, 1, 8, 8], [1, 64]), ("input-batch-of-ten", [10, 1, 8, 8], [10, 64]),
    ):
        g = Graph(shape)
        g.save(name, g.dense(g.add("Reshape", "image", np.array(dims)) if dims else "image", 64))

    g = Graph([1, 1, 8, 8])
    x = g.add("Reshape", "image", np.array([-1]))
    g.save("without-batch-inside", g.add("Add", g.add("MatMul", x, weights(64, 10)), weights(10)), rank=1)

    g = Graph([64, 1])
    x = g.add("Add", g.add("MatMul", weights(12, 64), "image"), weights(12, 1))
    g.save("column", g.add("MatMul", weights(10, 12), g.add("Relu", x)))

    g = Graph(["n", 8, 8])
    x = g.add("Relu", g.add("Add", g.add("MatMul", "image", weights(8, 6)), weights(6)))
    g.save("dense-of-each-row", g.dense(g.add("Reshape", x, np.array([-1, 48])), 48))

    g = Graph(["n", 1, "height", "width"])
    g.save("open-size", g.dense(g.add("Flatten", g.conv("image", strides=[4, 4])), 4 * 7 * 7))

    g = Graph(["n", 3, 8, 8])
    x = g.add("Div", g.add("Sub", "image", np.array([0.48, 0.45, 0.4], np.float32).reshape(1, 3, 1, 1)), np.array([0.2, 0.22, 0.25], np.float32).reshape(3, 1, 1))
    g.save("three-channels", g.dense(g.add("Flatten", g.conv(x, 3)), 144))

    g = Graph(["n", 8, 8, 3])
    x = g.add("Transpose", "image", perm=[0, 3, 1, 2])
    g.save("three-channels-last", g.dense(g.add("Flatten", g.conv(x, 3)), 144))

    g = image()
    x = g.add("Expand", "image", np.array([1, 3, 1, 1]))
    g.save("repeat-inside", g.dense(g.add("Flatten", g.conv(x, 3)), 144))

    g = Graph(["n", 8, 8, 1])
    x = g.add("Relu", g.conv(g.add("Transpose", "image", perm=[0, 3, 1, 2])))
    x = g.add("Transpose", x, perm=[0, 2, 3, 1])
    x = g.add("Add", x, weights(4))
    g.save("keras-like", g.add("Softmax", g.add("Add", g.add("MatMul", g.add("Reshape", x, np.array([-1, 144])), weights(144, 10)), weights(1, 10)), axis=-1))


def types():
    for name, kind in (("uint8", T.UINT8), ("int64", T.INT64), ("int32", T.INT32)):
        g = image(kind)
        x = g.add("Div", g.add("Cast", "image", to=T.FLOAT), np.float32(255))
        g.save(f"input-{name}", g.dense(g.add("Flatten", g.conv(x)), 144))

    g = image(T.DOUBLE)
    g.save("input-double-cast", g.dense(g.add("Flatten", g.conv(g.add("Cast", "image", to=T.FLOAT))), 144))

    g = image(T.DOUBLE)
    x = g.add("MatMul", g.add("Flatten", "image"), weights(64, 10).astype(np.float64))
    g.save("double-all-through", g.add("Add", x, weights(10).astype(np.float64)), kind=T.DOUBLE)

    g = image()
    x = g.add("Cast", "image", to=T.FLOAT)
    w = g.add("Cast", weights(4, 1, 3, 3).astype(np.float16), to=T.FLOAT)
    x = g.add("Conv", x, w)
    g.save("half-weights", g.dense(g.add("Flatten", x), 144))

    g = image(T.FLOAT16)
    x = g.add("Relu", g.add("Conv", "image", weights(4, 1, 3, 3).astype(np.float16), weights(4).astype(np.float16)))
    x = g.add("Gemm", g.add("Flatten", x), weights(10, 144).astype(np.float16), weights(10).astype(np.float16), transB=1)
    g.save("half-all-through", g.add("Cast", x, to=T.FLOAT), tolerance=0.02)


def arithmetic():
    g = image()
    x = g.add("Div", g.add("Sub", "image", np.float32(0.1307)), np.float32(0.3081))
    g.save("mean-and-deviation", g.dense(g.add("Flatten", g.conv(x)), 144))

    g = image()
    x = g.add("Sub", g.add("Mul", "image", np.float32(2)), np.float32(1))
    x = g.add("Neg", g.add("Sub", np.float32(1), x))
    g.save("scale-chain", g.dense(g.add("Flatten", g.conv(x)), 144))

    g = image()
    x = g.add("Sub", "image", weights(1, 1, 8, 8))
    g.save("mean-image", g.dense(g.add("Flatten", x), 64))

    # Batch normalization written out
    g = image()
    x = g.add("Conv", "image", weights(4, 1, 3, 3))
    deviation = g.add("Sqrt", g.add("Add", np.abs(weights(1, 4, 1, 1)) + 0.5, np.float32(1e-3)))
    x = g.add("Div", g.add("Sub", x, weights(1, 4, 1, 1)), deviation)
    x = g.add("Add", g.add("Mul", x, g.add("Exp", weights(4, 1, 1))), weights(4, 1, 1))
    g.save("batch-norm-written-out", g.dense(g.add("Flatten", x), 144))

    # Constants that are worked out
    g = image()
    w = g.add("Reshape", g.add("Transpose", weights(3, 3, 1, 4), perm=[3, 2, 0, 1]), np.array([4, 1, 3, 3]))
    scale = g.add("Reciprocal", g.add("Pow", np.full((4, 1, 1, 1), 2, np.float32), np.float32(0.5)))
    w = g.add("Mul", w, scale)
    bias = g.add("Concat", g.add("ConstantOfShape", np.array([2])), g.add("Slice", weights(5), np.array([1]), np.array([3])), axis=0)
    x = g.add("Relu", g.add("Conv", "image", w, bias))
    product = g.add("MatMul", weights(144, 12), weights(12, 10))
    shift = g.add("Where", g.add("Less", g.add("Range", np.array(0), np.array(10), np.array(1)), np.array(4)), np.zeros(1, np.float32), g.add("Expand", weights(1), np.array([10])))
    shift = g.add("Add", g.add("Tile", weights(5), np.array([2])), g.add("Max", shift, g.add("Abs", g.add("Floor", weights(10, scale=2)))))
    g.save("worked-out", g.add("Add", g.add("MatMul", g.add("Flatten", x), product), shift))

    for name, shape in (("four", (1, 4, 1, 1)), ("three", (4, 1, 1)), ("one", (1,)), ("none", ())):
        g = image()
        x = g.add("Add", g.add("Conv", "image", weights(4, 1, 3, 3)), weights(*shape))
        g.save(f"bias-{name}", g.dense(g.add("Flatten", x), 144))

    g = image()
    x = g.add("Gemm", g.add("Flatten", "image"), weights(64, 12), weights(1, 12), alpha=0.5, beta=2.0)
    x = g.add("Gemm", x, weights(10, 12), transB=1)
    g.save("gemm-factors", g.add("Add", x, np.float32(0.25)))

    g = image()
    x = g.add("Flatten", g.conv("image"))
    a, b = g.dense(x, 144, 12), g.dense(x, 144, 12)
    x = g.add("Mean", g.add("Sub", a, b), b)
    x = g.add("Max", x, g.add("Mul", x, np.float32(0.2)))
    x = g.add("Max", np.float32(0), g.add("Sum", x, a))
    g.save("sub-mean-max", g.dense(x, 12))


def softmaxes():
    def logits(opset=13):
        g = image(opset=opset)
        return g, g.dense(g.add("Flatten", g.conv("image")), 144)

    g, x = logits()
    g.save("softmax-log", g.add("Log", g.add("Softmax", x, axis=1)))

    g, x = logits()
    e = g.add("Exp", x)
    g.save("softmax-in-pieces", g.add("Div", e, g.add("ReduceSum", e, np.array([1]), keepdims=1)))

    g, x = logits(11)
    s = g.add("Sub", x, g.add("ReduceMax", x, axes=[-1], keepdims=1))
    e = g.add("Exp", s)
    g.save("softmax-shifted", g.add("Div", e, g.add("ReduceSum", e, axes=[-1], keepdims=1)))

    g, x = logits(11)
    s = g.add("Sub", x, g.add("ReduceMax", x, axes=[1], keepdims=1))
    g.save("log-softmax-in-pieces", g.add("Sub", s, g.add("Log", g.add("ReduceSum", g.add("Exp", s), axes=[1], keepdims=1))))

    g, x = logits()
    g.save("log-sum-exp", g.add("Exp", g.add("LogSoftmax", g.add("Sub", x, g.add("ReduceLogSumExp", x, axes=[1], keepdims=1)), axis=1)))

    g, x = logits(9)
    g.save("softmax-opset9", g.add("Softmax", x))

    g = image(opset=11)
    g.save("softmax-of-a-map", g.add("Squeeze", g.add("Softmax", g.add("GlobalAveragePool", g.conv("image", filters=10))), axes=[2, 3]))

    g, x = logits()
    x = g.add("Dropout", x, np.float32(0.5), np.array(False))
    g.save("dropout-identity", g.add("Identity", x))

    g = image(opset=7)
    x = g.add("Dropout", g.add("Flatten", "image"), ratio=0.5)
    g.save("dropout-opset7", g.dense(x, 64))


def outputs():
    g = image()
    x = g.add("Flatten", g.conv("image"))
    y = g.dense(x, 144)
    g.save("outputs-features-logits", x, y)

    g = image()
    y = g.dense(g.add("Flatten", g.conv("image")), 144)
    g.save("outputs-probabilities-logits", g.add("Softmax", y, axis=1), y)


def quantise(w, axis=None, kind=np.int8):
    if axis is None:
        scale = np.float32(np.abs(w).max() / 127)
        return np.round(w / scale).astype(kind), scale
    other = tuple(i for i in range(w.ndim) if i != axis)
    scale = (np.abs(w).max(axis=other) / 127).astype(np.float32)
    shape = [-1 if i == axis else 1 for i in range(w.ndim)]
    return np.round(w / scale.reshape(shape)).astype(kind), scale


def quantised():
    g = image()
    w, s = quantise(weights(4, 1, 3, 3), 0)
    x = g.add("Conv", "image", g.add("DequantizeLinear", w, s, np.zeros(4, np.int8), axis=0),
              g.add("DequantizeLinear", np.array([10, -20, 30, 5], np.int32), np.float32(0.01)))
    w, s = quantise(weights(144, 10), 1)
    w = (w.astype(np.int32) + 128).astype(np.uint8)
    g.save("qdq-weights", g.add("MatMul", g.add("Flatten", x), g.add("DequantizeLinear", w, s, np.full(10, 128, np.uint8), axis=1)))

    def qdq(g, x, scale, zero):
        q = g.add("QuantizeLinear", x, np.float32(scale), zero)
        return g.add("DequantizeLinear", q, np.float32(scale), zero)

    # The ReLU is left to the integers, which begin at zero
    g = image()
    x = qdq(g, "image", 1 / 255, np.uint8(0))
    w, s = quantise(weights(4, 1, 3, 3))
    x = qdq(g, g.add("Conv", x, g.add("DequantizeLinear", w, s, np.int8(0)), weights(4)), 0.02, np.uint8(0))
    w, s = quantise(weights(10, 144))
    y = g.add("Gemm", g.add("Flatten", x), g.add("DequantizeLinear", w, s, np.int8(0)), weights(10), transB=1)
    g.save("qdq-activations", qdq(g, y, 0.05, np.uint8(128)))

    g = image()
    q, s, z = g.add("DynamicQuantizeLinear", "image", outputs=3)
    w, ws = quantise(weights(4, 1, 3, 3))
    x = g.add("Cast", g.add("ConvInteger", q, w, z, np.int8(0)), to=T.FLOAT)
    x = g.add("Relu", g.add("Add", g.add("Mul", x, g.add("Mul", s, ws)), weights(1, 4, 1, 1)))
    q, s, z = g.add("DynamicQuantizeLinear", g.add("Flatten", x), outputs=3)
    w, ws = quantise(weights(144, 10))
    x = g.add("Cast", g.add("MatMulInteger", q, w, z, np.int8(0)), to=T.FLOAT)
    g.save("dynamic-quantisation", g.add("Add", g.add("Mul", x, g.add("Mul", s, ws)), weights(10)), tolerance=0.12)

    g = image()
    q = g.add("QuantizeLinear", "image", np.float32(1 / 255), np.uint8(0))
    w, s = quantise(weights(4, 1, 3, 3))
    q = g.add("QLinearConv", q, np.float32(1 / 255), np.uint8(0), w, np.full(4, s, np.float32), np.zeros(4, np.int8), np.float32(0.02), np.uint8(0),
              np.array([100, -100, 0, 50], np.int32))
    w, s = quantise(weights(144, 10))
    q = g.add("QLinearMatMul", g.add("Reshape", q, np.array([-1, 144])), np.float32(0.02), np.uint8(0), w, s, np.int8(0), np.float32(0.05), np.uint8(128))
    g.save("qlinear", g.add("DequantizeLinear", q, np.float32(0.05), np.uint8(128)))

    g = image(domains=("com.microsoft",))
    q = g.add("QuantizeLinear", "image", np.float32(1 / 255), np.uint8(0))
    w, s = quantise(weights(4, 1, 3, 3))
    q = g.add("QLinearConv", q, np.float32(1 / 255), np.uint8(0), w, np.full(1, s, np.float32), np.zeros(1, np.int8), np.float32(0.02), np.uint8(128))
    q = g.add("QLinearAdd", q, np.float32(0.02), np.uint8(128), np.array([200, 0, 90, 128], np.uint8).reshape(4, 1, 1), np.float32(0.01), np.uint8(128),
              np.float32(0.02), np.uint8(0), domain="com.microsoft")
    x = g.add("DequantizeLinear", g.add("MaxPool", q, kernel_shape=[2, 2], strides=[2, 2]), np.float32(0.02), np.uint8(0))
    g.save("qlinear-add", g.dense(g.add("Flatten", x), 36))

    g = image()
    x = g.add("Sub", "image", np.full((1, 1, 8, 8), 0.5, np.float32))
    g.save("number-as-image", g.dense(g.add("Flatten", g.conv(x)), 144))

    g = image(T.UINT8)
    x = g.add("DequantizeLinear", "image", np.float32(1 / 255), np.uint8(0))
    g.save("input-uint8-dequantised", g.dense(g.add("Flatten", g.conv(x)), 144))


def others():
    g = image(domains=("com.microsoft",))
    x = g.add("FusedConv", "image", weights(4, 1, 3, 3), weights(4), activation="Relu", domain="com.microsoft", kernel_shape=[3, 3])
    x = g.add("FusedGemm", g.add("Flatten", x), weights(144, 12), weights(12), activation="LeakyRelu", activation_alpha=0.1, domain="com.microsoft")
    g.save("fused", g.add("FusedMatMul", x, weights(10, 12), transB=1, alpha=0.5, domain="com.microsoft"))

    g = Graph([None, 64], domains=("ai.onnx.ml",))
    x = g.add("Scaler", "image", offset=weights(64).tolist(), scale=(weights(64) + 1).tolist(), domain="ai.onnx.ml")
    label, scores = g.add("LinearClassifier", x, outputs=2, coefficients=weights(640).tolist(), intercepts=weights(10).tolist(),
                          classlabels_ints=list(range(10)), multi_class=1, post_transform="SOFTMAX", domain="ai.onnx.ml")
    g.save("sklearn-linear", g.add("Normalizer", scores, norm="L1", domain="ai.onnx.ml"))

    # A function of the file itself, with an attribute of the call
    g = image(opset=15, domains=("local",))
    body = [helper.make_node("Gemm", ["x", "w", "b"], ["d"], transB=1), helper.make_node("LeakyRelu", ["d"], ["y"])]
    slope = onnx.AttributeProto(name="alpha", ref_attr_name="slope", type=onnx.AttributeProto.FLOAT)
    body[1].attribute.append(slope)
    g.functions.append(helper.make_function("local", "linear", ["x", "w", "b"], ["y"], body, [helper.make_opsetid("", 15)], ["slope"]))
    x = g.add("linear", g.add("Flatten", "image"), weights(12, 64), weights(12), domain="local", slope=0.1)
    g.save("functions", g.add("linear", x, weights(10, 12), weights(10), domain="local", slope=0.3))


class Flat(nn.Module):
    def __init__(self, flatten, head):
        super().__init__()
        self.conv, self.norm, self.out = nn.Conv2d(1, 4, 3), nn.BatchNorm1d(144), nn.Linear(144, 10)
        self.flatten, self.head = flatten, head

    def forward(self, x):
        x = self.flatten(torch.max_pool2d(torch.relu(self.conv(x)), 1))
        return self.head(self.out(self.norm(x)))


def pytorch():
    flattens = {"size": lambda x: x.view(x.size(0), -1), "shape": lambda x: x.reshape(x.shape[0], x.shape[1] * x.shape[2] * x.shape[3]),
                "minus": lambda x: x.view(-1, 144), "flatten": lambda x: torch.flatten(x, 1), "module": nn.Flatten()}
    heads = {"log": lambda x: torch.log_softmax(x, 1), "both": lambda x: torch.log(torch.softmax(x, -1))}
    torch.manual_seed(3)
    for i, (name, flatten) in enumerate(flattens.items()):
        for opset in (9, 13) if i % 2 else (9, 16):
            model = Flat(flatten, list(heads.values())[i % 2]).eval()
            buffer = io.BytesIO()
            torch.onnx.export(model, torch.zeros(1, 1, SIDE, SIDE), buffer, opset_version=opset, do_constant_folding=opset != 13, input_names=["image"],
                              output_names=["output"], dynamic_axes={"image": {0: "batch"}} if opset != 9 else None)
            with open(os.path.join(FOLDER, f"torch-{name}-opset{opset}.onnx"), "wb") as file:
                file.write(buffer.getvalue())


def classifier(x, g, features):
    return g.dense(g.add("Flatten", x), features)


def inputs():
    """Inputs of which the first size is open although it is no batch; pictures in color of which the model picks what it needs."""
    g = Graph(["batch"])
    g.save("input-open-vector", g.add("MatMul", "image", weights(64, 10)), rank=1)

    g = Graph(["batch", SIDE])
    g.save("input-open-plane", g.dense(g.add("Reshape", "image", np.array([-1, 64])), 64))

    g = Graph([SIDE, SIDE, 1])
    x = g.add("Unsqueeze", g.add("Transpose", "image", perm=[2, 0, 1]), np.array([0]))
    g.save("input-single-last", classifier(g.conv(x), g, 144))

    # The bytes of a canvas in a browser: red, green, blue, alpha; drawn is what is not transparent
    g = Graph([SIDE * SIDE * 4], opset=9)
    x = g.add("Slice", g.add("Reshape", "image", np.array([SIDE, SIDE, 4])), axes=[2], starts=[3], ends=[4])
    x = g.add("AveragePool", g.add("Reshape", x, np.array([1, 1, SIDE, SIDE])), kernel_shape=[2, 2], strides=[2, 2])
    g.save("input-canvas", classifier(x, g, 16))

    g = Graph([SIDE, SIDE, 4])
    g.save("input-alpha", g.dense(g.add("Reshape", g.add("Gather", "image", np.array(3), axis=2), np.array([1, 64])), 64))

    g = Graph(["batch", 3, SIDE, SIDE])
    parts = [g.add("Mul", part, np.float32(share)) for part, share in zip(g.add("Split", "image", outputs=3, axis=1), (0.299, 0.587, 0.114))]
    g.save("three-channels-to-gray", classifier(g.conv(g.add("Add", g.add("Add", parts[0], parts[1]), parts[2])), g, 144))


def maps():
    """Vectors that become maps, maps that are worked on pixel by pixel, gates and zeros that are stretched."""
    g = image()
    x = g.add("Sub", "image", weights(1, 1, SIDE, SIDE))
    g.save("mean-image-before-conv", classifier(g.conv(x), g, 144))

    g = image()
    x = g.add("Relu", g.dense(g.add("Flatten", "image"), 64, 48))
    x = g.add("Relu", g.add("Reshape", x, np.array([-1, 3, 4, 4])))
    g.save("dense-before-conv", classifier(g.conv(x, channels=3), g, 16))

    g = image(opset=11)
    x = g.conv("image")
    gate = g.add("Sigmoid", g.dense(g.add("Flatten", g.add("GlobalAveragePool", x)), 4, 4))
    gate = g.add("Expand", g.add("Reshape", gate, np.array([-1, 4, 1, 1])), g.add("Shape", x))
    g.save("gate-stretched", classifier(g.add("Mul", x, gate), g, 144))

    g = image(opset=11)
    x = g.dense(g.add("Flatten", "image"), 64, 12)
    g.save("max-of-zeros", g.dense(g.add("Max", x, g.add("ConstantOfShape", g.add("Shape", x))), 12))

    g = image(opset=11)
    x = g.add("ReduceMean", g.add("ReduceMean", g.conv("image"), axes=[3], keepdims=0), axes=[2], keepdims=0)
    g.save("mean-of-columns", g.dense(x, 4))

    g = Graph([None, 64], domains=("ai.onnx.ml",))
    g.save("feature-vectorizer", g.dense(g.add("FeatureVectorizer", "image", inputdimensions=[64], domain="ai.onnx.ml"), 64))


def dynamo():
    """Functions that call one another and branch by the rank, as torch.onnx.dynamo_export of PyTorch 2.0 to 2.4 writes them."""
    library = "pkg.onnxscript.torch_lib"
    common = library + ".common"
    sets = [helper.make_opsetid("", 18), helper.make_opsetid(library, 1), helper.make_opsetid(common, 1)]

    def branch(*nodes):
        return helper.make_graph(list(nodes), "branch", [], [helper.make_tensor_value_info(nodes[-1].output[0], T.FLOAT, None)])

    def is_rank(rank):
        return [helper.make_node("Rank", ["self"], ["rank"], domain=common), helper.make_node("Constant", [], ["number"], value_int=rank),
                helper.make_node("CastLike", ["number", "rank"], ["wanted"]), helper.make_node("Equal", ["rank", "wanted"], ["is"])]

    def either(source, target, node):
        other = branch(helper.make_node("Identity", [source], [target + "_same"]))
        return helper.make_node("If", ["is"], [target], then_branch=branch(*node), else_branch=other)

    first = helper.make_node("Constant", [], ["first"], value_ints=[0])
    rank = [helper.make_node("Shape", ["self"], ["shape"]), helper.make_node("Size", ["shape"], ["rank"])]
    turned = is_rank(2) + [either("self", "result", [helper.make_node("Transpose", ["self"], ["turned"], perm=[1, 0])])]
    pooled = is_rank(3) + [
        either("self", "batched", [first, helper.make_node("Unsqueeze", ["self", "first"], ["more"])]),
        helper.make_node("MaxPool", ["batched"], ["pooled", "places"], kernel_shape=[2, 2], strides=[2, 2]),
        either("pooled", "result", [first, helper.make_node("Squeeze", ["pooled", "first"], ["less"])])]
    linear = [helper.make_node("aten_t", ["w"], ["turned"], domain=library), helper.make_node("Gemm", ["x", "turned", "b"], ["y"], alpha=1.0, beta=1.0)]
    g = image(opset=18, domains=(library, common, "pkg.torch"))
    g.functions += [helper.make_function(common, "Rank", ["self"], ["rank"], rank, sets),
                    helper.make_function(library, "aten_t", ["self"], ["result"], turned, sets),
                    helper.make_function(library, "aten_max_pool2d", ["self"], ["result"], pooled, sets),
                    helper.make_function("pkg.torch", "Linear", ["x", "w", "b"], ["y"], linear, sets)]
    x = g.add("aten_max_pool2d", g.conv("image"), domain=library)
    g.save("functions-that-branch", g.add("Linear", g.add("Reshape", x, np.array([-1, 36])), weights(10, 36), weights(10), domain="pkg.torch"))


def written_otherwise():
    """The same in the words of JAX, of textbooks, and of ONNX Runtime when it saves what it has optimized."""
    g = Graph(["batch", 3, SIDE, SIDE])
    g.save("gray-by-mean", classifier(g.conv(g.add("ReduceMean", "image", axes=[1], keepdims=1)), g, 144))

    g = Graph(["batch", SIDE, SIDE, 3])
    x = g.add("ReduceSum", g.add("Mul", "image", np.array([0.299, 0.587, 0.114], np.float32)), np.array([-1]), keepdims=0)
    g.save("gray-by-sum", g.dense(g.add("Flatten", x), 64))

    for name, logarithm in (("softmax-of-dropped-axes", False), ("log-softmax-of-dropped-axes", True)):
        g = image()
        x = g.dense(g.add("Flatten", "image"), 64)
        shifted = g.add("Sub", x, g.add("Unsqueeze", g.add("ReduceMax", x, axes=[1], keepdims=0), np.array([-1])))
        e = g.add("Exp", shifted)
        total = g.add("Reshape", g.add("ReduceSum", e, np.array([1]), keepdims=0), np.array([-1, 1]))
        g.save(name, g.add("Sub", shifted, g.add("Log", total)) if logarithm else g.add("Div", e, total))

    g = image()
    x = g.add("Conv", g.add("Reshape", "image", np.array([-1, 1, 64])), weights(3, 1, 5), weights(3), strides=[2])
    x = g.add("MaxPool", g.add("Relu", x), kernel_shape=[2], strides=[2])
    g.save("conv-along-a-vector", g.dense(g.add("Flatten", x), 45))

    # Integers that end before the values do, and four bits of them as Brevitas writes them
    g = image()
    s = np.float32(0.004)
    x = g.add("DequantizeLinear", g.add("QuantizeLinear", g.conv("image"), s, np.uint8(128)), s, np.uint8(128))
    g.save("qdq-saturated", classifier(x, g, 144))

    g = image()
    s = np.float32(0.05)
    q = g.add("Clip", g.add("QuantizeLinear", g.add("Relu", g.conv("image")), s, np.uint8(0)), np.uint8(0), np.uint8(15))
    g.save("qdq-of-four-bits", classifier(g.add("DequantizeLinear", q, s, np.uint8(0)), g, 144))

    g = Graph([1, 64])
    x = g.add("Relu", g.add("Gemm", weights(12, 64), "image", weights(12, 1), transB=1))
    g.save("gemm-from-the-left", g.add("Reshape", g.add("Gemm", weights(12, 10), x, transA=1), np.array([1, 10])))

    # A gate from a convolution along the channels
    g = image()
    x = g.conv("image")
    gate = g.add("Transpose", g.add("Squeeze", g.add("GlobalAveragePool", x), np.array([3])), perm=[0, 2, 1])
    gate = g.add("Transpose", g.add("Conv", gate, weights(1, 1, 3), pads=[1, 1]), perm=[0, 2, 1])
    g.save("gate-upright", classifier(g.add("Mul", x, g.add("Sigmoid", g.add("Unsqueeze", gate, np.array([3])))), g, 144))

    g = image(domains=("com.microsoft",))
    x = g.dense(g.add("Flatten", "image"), 64, 12)
    x = g.add("Gelu", g.add("BiasGelu", x, weights(12), domain="com.microsoft"), domain="com.microsoft")
    x = g.add("FastGelu", g.add("FastGelu", x, weights(12), domain="com.microsoft"), domain="com.microsoft")
    x = g.add("QuickGelu", x, domain="com.microsoft", alpha=1.702)
    g.save("fused-curves", g.dense(g.add("QuickGelu", x, domain="com.microsoft", alpha=1.0), 12))

    g = image(domains=("com.microsoft",))
    s, z = np.float32(0.02), np.uint8(100)
    q = g.add("QuantizeLinear", g.conv("image"), s, z)
    p = g.add("QLinearAveragePool", q, s, z, np.float32(0.0137), np.uint8(120), domain="com.microsoft", kernel_shape=[2, 2], strides=[2, 2])
    m = g.add("MaxPool", q, kernel_shape=[2, 2], strides=[2, 2])
    q = g.add("QLinearConcat", np.float32(0.0173), np.uint8(110), m, s, z, p, np.float32(0.0137), np.uint8(120), domain="com.microsoft", axis=1)
    q = g.add("QLinearGlobalAveragePool", q, np.float32(0.0173), np.uint8(110), np.float32(0.0061), np.uint8(0), domain="com.microsoft")
    x = g.add("DequantizeLinear", q, np.float32(0.0061), np.uint8(0))
    g.save("qlinear-pools", g.dense(g.add("Flatten", x), 8))


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    for part in (shapes, types, arithmetic, softmaxes, outputs, quantised, others, pytorch, inputs, maps, dynamo, written_otherwise):
        part()
