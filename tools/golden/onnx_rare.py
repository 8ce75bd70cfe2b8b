#!/usr/bin/env python3
"""Writes models of what exporters and hands write seldom, and what older operator sets have otherwise, beside those of onnx_operators.py.

    python3 tools/golden/onnx_rare.py [FOLDER]
"""
import numpy as np
from onnx import TensorProto as T

from onnx_operators import Graph, classifier, image, weights

ONE = np.array([1])


def save(name, x, g, features, **options):
    g.save(name, classifier(x, g, features), **options)


def tensorflow():
    """Tokens as Keras has them in TensorFlow's files: the batch is brought together with the tokens and parted again."""
    g = image()
    x = g.add("Reshape", "image", np.array([-1, 8]))
    x = g.add("Reshape", g.add("Add", g.add("MatMul", x, weights(8, 6)), weights(6)), np.array([-1, 8, 6]))
    save("tokens-with-the-batch", g.add("Relu", x), g, 48)

    # Layer normalization as a batch normalization whose statistics are each token's own
    g = image()
    x = g.add("Reshape", "image", np.array([1, -1, 8, 1]))
    mean = g.add("ReduceMean", x, axes=[0, 2, 3], keepdims=1)
    centered = g.add("Sub", x, mean)
    variance = g.add("Div", g.add("ReduceSumSquare", centered, axes=[0, 2, 3], keepdims=0), np.float32(8))
    ones = g.add("Expand", np.float32([1]), g.add("Shape", variance))
    zeros = g.add("Expand", np.float32([0]), g.add("Shape", variance))
    x = g.add("BatchNormalization", x, ones, zeros, g.add("Squeeze", mean, np.array([0, 2, 3])), variance, epsilon=1e-3)
    x = g.add("Reshape", x, np.array([-1, 8, 8]))
    save("norm-of-tokens-by-statistics", g.add("Add", g.add("Mul", x, weights(8)), weights(8)), g, 64)

    # The same as a scale and a shift of each token
    g = image()
    x = g.add("Reshape", "image", np.array([-1, 8, 8]))
    mean = g.add("ReduceMean", x, axes=[2])
    variance = g.add("ReduceMean", g.add("Mul", g.add("Sub", x, mean), g.add("Sub", x, mean)), axes=[2])
    scale = g.add("Mul", g.add("Reciprocal", g.add("Sqrt", g.add("Add", variance, np.float32(1e-6)))), weights(8) + 1)
    save("norm-of-tokens-by-scales", g.add("Add", g.add("Mul", x, scale), g.add("Sub", weights(8), g.add("Mul", mean, scale))), g, 64)

    g = image()
    up = dict(mode="nearest", coordinate_transformation_mode="tf_half_pixel_for_nn", nearest_mode="floor")
    save("resize-nearest-of-keras", g.add("Resize", g.conv("image"), "", np.float32([1, 1, 2, 2]), **up), g, 4 * 144)


def resizing():
    for name, mode, places, scales in (
            ("linear", "linear", "half_pixel", [1, 1, 2, 2]), ("linear-corners", "linear", "align_corners", [1, 1, 3, 1.5]),
            ("linear-smaller", "linear", "pytorch_half_pixel", [1, 1, 0.5, 0.75]), ("linear-asymmetric", "linear", "asymmetric", [1, 1, 1.5, 2]),
            ("cubic", "cubic", "half_pixel", [1, 1, 2, 1.5]), ("nearest-of-the-same-size", "nearest", "asymmetric", [1, 1, 1.1, 1])):
        g = image()
        x = g.add("Resize", g.conv("image"), "", np.float32(scales), mode=mode, coordinate_transformation_mode=places)
        height, width = int(6 * scales[2]), int(6 * scales[3])
        save(f"resize-{name}", x, g, 4 * height * width)

    g = image()
    x = g.add("Resize", "image", "", "", np.array([1, 1, 12, 10]), mode="cubic", coordinate_transformation_mode="half_pixel", exclude_outside=1)
    save("resize-cubic-inside", x, g, 120)

    for scale in (0.2, 0.4, 1.2):
        g = Graph(["batch", 1, 10, 10])
        x = g.add("Resize", "image", "", np.float32([1, 1, scale, scale]), mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
        save(f"resize-nearest-by-{scale}", x, g, int(np.float32(10) * np.float32(scale)) ** 2)

    for scales in ([1, 1, 0.5, 0.8], [1, 1, 1.5, 2]):
        g = Graph(["batch", 1, 10, 10], opset=10)
        x = g.add("Resize", "image", np.float32(scales), mode="nearest")
        size = int(10 * scales[2]) * int(np.float32(10) * np.float32(scales[3]))
        save(f"resize-nearest-of-opset-10-{'smaller' if scales[2] < 1 else 'larger'}", x, g, size)

    g = image(opset=9)
    save("upsample-linear", g.add("Upsample", g.conv("image"), np.float32([1, 1, 2, 2]), mode="linear"), g, 4 * 144)


def axes():
    """Convolutions, pools and normalizations along one axis."""
    g = image()
    x = g.add("Squeeze", "image", ONE)
    x = g.add("MaxPool", x, kernel_shape=[2], strides=[2])
    save("pool-of-rows", x, g, 32)

    g = image()
    x = g.add("MatMul", g.add("Squeeze", "image", ONE), weights(8, 5))
    x = g.add("BatchNormalization", x, weights(8) + 1, weights(8), weights(8), np.abs(weights(8)) + 0.5)
    save("norm-of-rows", x, g, 40)

    g = image()
    x = g.add("Transpose", g.add("Reshape", g.conv("image"), np.array([-1, 4, 36])), perm=[0, 2, 1])
    x = g.add("Softmax", x, axis=-1)
    save("mean-of-turned-tokens", g.add("GlobalAveragePool", g.add("Transpose", x, perm=[0, 2, 1])), g, 4)

    g = image()
    save("conv-of-rows-dilated", g.add("Conv", g.add("Squeeze", "image", ONE), weights(6, 8, 3), weights(6), dilations=[2]), g, 24)
    g = image()
    save("conv-of-rows-in-groups", g.add("Conv", g.add("Squeeze", "image", ONE), weights(8, 1, 3), weights(8), group=8), g, 48)

    g = image()
    x = g.add("MatMul", g.conv("image"), weights(6, 5))
    save("norm-after-a-product", g.add("BatchNormalization", x, weights(4) + 1, weights(4), weights(4), np.abs(weights(4)) + 0.5), g, 120)

    g = image()
    x = g.add("Relu", g.conv("image"))
    x = g.add("Pad", x, np.array([0, 0, 0, 0, 0, 0, 1, 1]))
    save("pool-with-ceiling-after-zeros", g.add("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1), g, 64)

    g = Graph(["batch", 8, 8, 1])
    save("image-turned-over", g.add("Conv", g.add("Transpose", "image", perm=[0, 3, 2, 1]), weights(4, 1, 3, 3), weights(4)), g, 144)


def numbers():
    g = Graph([8, 8])
    x = g.add("Sub", "image", g.add("ReduceMean", "image"))
    g.save("mean-of-all-of-one-image", g.dense(g.add("Reshape", x, np.array([1, 64])), 64))

    g = image()
    x = g.conv("image")
    x = g.add("Sub", x, g.add("ReduceSum", x, noop_with_empty_axes=1))
    save("sum-of-no-axes", g.add("Add", g.conv("image"), x), g, 144)

    g = Graph([1, 8, 8])
    x = g.add("Add", "image", g.add("Unsqueeze", g.add("Mul", "image", "image"), np.array([0])))
    g.save("image-and-batch-of-one", g.dense(g.add("Reshape", x, np.array([1, 64])), 64))

    for value in (-1e6, -np.inf):
        g = image()
        x = g.add("Pad", g.conv("image"), np.array([0, 0, 1, 1, 0, 0, 1, 1]), np.float32(value))
        save(f"pad-by-{'infinity' if value < -1e9 else 'a-million'}-and-pool", g.add("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2]), g, 64)

    for value in (-0.42, 1.0):
        g = image()
        x = g.add("Pad", "image", np.array([0, 0, 1, 2, 0, 0, 2, 1]), np.float32(value))
        save(f"pad-by-{'one' if value > 0 else 'background'}", g.add("Relu", g.conv(x)), g, 4 * 81)

    g = image()
    save("slopes-of-each-value", g.add("PRelu", g.conv("image"), np.abs(weights(4, 6, 6))), g, 144)

    g = image()
    x = g.add("LeakyRelu", g.add("LeakyRelu", g.conv("image"), alpha=1.5), alpha=0.0)
    save("slopes-beyond-the-usual", x, g, 144)

    g = image()
    x = g.add("BatchNormalization", g.conv("image"), weights(4) + 1, weights(4), weights(4), np.abs(weights(4)) + 0.5, epsilon=0.0)
    x = g.add("Sum", x, np.float32(0.25), g.conv("image"), weights(4, 1, 1))
    save("sums-with-constants", g.add("Mean", x, weights(1, 4, 6, 6), g.conv("image")), g, 144)

    g = image(opset=8)
    x = g.add("BatchNormalization", g.conv("image"), weights(4) + 1, weights(4), weights(4), np.abs(weights(4)) + 0.5)
    save("norm-of-opset-8", x, g, 144)

    g = image()
    x = g.conv("image")
    x = g.add("Mul", x, g.add("LeakyRelu", g.add("Sin", weights(4, 1, 1)), alpha=0.3))
    x = g.add("Add", x, g.add("Softmax", weights(6, 6), axis=0))
    save("functions-of-constants", g.add("Add", x, g.add("Softplus", g.add("Tanh", weights(4, 1, 1)))), g, 144)


def integers():
    """Integers that are looked at, chosen among and worked with between the operators that round."""
    s, z = np.float32(0.02), np.uint8(40)
    g = image(kind=T.UINT8)
    x = g.add("DequantizeLinear", g.add("Flatten", "image"), np.float32(1 / 255), np.uint8(0))
    g.save("integers-flat", g.dense(x, 64))

    g = image(kind=T.UINT8)
    x = g.add("MaxPool", "image", kernel_shape=[2, 2], strides=[2, 2])
    save("integers-pooled", g.add("DequantizeLinear", x, np.float32(1 / 255), np.uint8(3)), g, 16)

    g = image(kind=T.INT8)
    save("integers-with-a-sign", g.conv(g.add("DequantizeLinear", "image", np.float32(1 / 255), np.int8(-128))), g, 144)

    g = image()
    q = g.add("Flatten", g.add("MaxPool", g.add("QuantizeLinear", g.conv("image"), s, z), kernel_shape=[2, 2], strides=[2, 2]))
    w = np.asarray(random_bytes(36, 10), np.int8)
    x = g.add("Cast", g.add("MatMulInteger", q, w, z), to=T.FLOAT)
    g.save("integers-flat-multiplied", g.add("Mul", x, np.float32(0.02 * 0.01)))

    g = image()
    q = g.add("QuantizeLinear", g.conv("image"), s, z)
    x = g.add("MatMulInteger", g.add("Flatten", q), np.asarray(random_bytes(144, 10), np.int8), z)
    g.save("integers-dequantized-as-products", g.add("DequantizeLinear", x, np.float32(0.02 * 0.01)))

    g = image()
    q = g.add("QuantizeLinear", g.conv("image"), s, z)
    x = g.add("MatMulInteger", g.add("Flatten", q), np.asarray(random_bytes(144, 10), np.int8), z)
    g.save("integers-dequantized-by-channel", g.add("DequantizeLinear", x, np.abs(weights(10)) * np.float32(0.001), axis=1))

    g = image()
    q = g.add("Cast", g.add("Mul", g.add("Sigmoid", g.conv("image")), np.float32(200)), to=T.UINT8)
    save("integers-by-cast", g.add("DequantizeLinear", q, np.float32(0.01), np.uint8(90)), g, 144)

    g = image()
    q = g.add("QuantizeLinear", g.conv("image"), s, z)
    save("integers-of-another-scale", g.add("DequantizeLinear", q, np.float32(0.05), np.uint8(10)), g, 144)

    g = image()
    q = g.add("Cast", g.add("QuantizeLinear", g.conv("image"), s, z), to=T.INT32)
    x = g.add("Abs", g.add("Sub", q, np.int32(40)))
    save("integers-worked-with", g.add("Mul", g.add("Cast", x, to=T.FLOAT), s), g, 144)


def random_bytes(*shape):
    return np.clip(weights(*shape) * 300, -127, 127).round()


def choices():
    """What is chosen by comparison, also where the other side is no number, and numbers of one image."""
    g = image()
    x = g.conv("image")
    save("where-a-root", g.add("Where", g.add("Greater", x, np.float32(0)), g.add("Sqrt", x), np.float32(0.1)), g, 144)

    g = image()
    x = g.add("Tanh", g.conv("image"))
    x = g.add("Pow", g.add("Unsqueeze", x, np.array([-1])), np.float32([0, 1, 2, 3]))
    save("powers-of-several-kinds", x, g, 576)

    g = image()
    x = g.conv("image")
    masked = g.add("Where", g.add("Less", x, np.float32(0.2)), np.float32(-1e9), g.add("Mul", x, np.float32(2)))
    save("greatest-beside-a-mask", g.add("Max", x, masked, g.add("Min", x, np.float32([[0.1], [0.2], [0.3], [0.1], [0.2], [0.3]]))), g, 144)

    g = image()
    x = g.dense(g.add("Flatten", "image"), 64)
    shifted = g.add("Sub", x, g.add("ReduceMax", x, axes=[1]))
    g.save("logarithm-of-a-shifted-sum", g.add("Sub", x, g.add("ReduceLogSumExp", shifted, axes=[1])))

    g = image()
    x = g.dense(g.add("Flatten", "image"), 64, 12)
    gate = g.add("Gather", g.add("Softmax", x, axis=1), np.array(3), axis=1)
    length = g.add("Squeeze", g.add("ReduceL2", x, axes=[1]), np.array([1]))
    x = g.add("Mul", x, g.add("Unsqueeze", g.add("Add", gate, length), np.array([1])))
    g.save("numbers-of-an-image", g.dense(x, 12))


def transposed():
    sizes = (("of-a-size", dict(output_shape=[13, 15])), ("same-upper", dict(auto_pad="SAME_UPPER")), ("same-lower", dict(auto_pad="SAME_LOWER")))
    for name, settings in sizes:
        g = image()
        x = g.add("ConvTranspose", g.conv("image"), weights(4, 3, 3, 4), weights(3), strides=[2, 2], **settings)
        save(f"conv-transpose-{name}", x, g, 3 * (13 * 15 if name == "of-a-size" else 144))


def onnx_runtime():
    """Operators that ONNX Runtime makes when it optimizes and quantises."""
    ms = dict(domain="com.microsoft")
    g = image(domains=("com.microsoft",))
    around = g.conv("image")
    x = g.add("FusedConv", "image", weights(4, 1, 3, 3), weights(4), around, activation="Relu", **ms)
    save("fused-conv-and-sum", x, g, 144)

    g = image(domains=("com.microsoft",))
    x = g.add("Squeeze", "image", ONE)
    q, k = g.add("MatMul", x, weights(8, 4)), g.add("MatMul", x, weights(8, 4))
    scores = g.add("FusedMatMul", q, k, transB=1, alpha=0.5, **ms)
    x = g.add("FusedMatMul", g.add("Softmax", scores, axis=-1), x, transA=1, **ms)
    save("fused-products", g.add("FusedMatMul", x, weights(5, 8), transB=1, alpha=2.0, **ms), g, 40)

    s, z, t = np.float32(0.02), np.uint8(100), np.float32(0.015)
    g = image(domains=("com.microsoft",))
    q = g.add("QuantizeLinear", g.conv("image"), s, z)
    r = g.add("QuantizeLinear", g.conv("image"), t, z)
    leaky = g.add("QLinearLeakyRelu", q, s, z, t, z, alpha=0.1, **ms)
    gate = g.add("QLinearSigmoid", r, t, z, np.float32(1 / 256), np.uint8(0), **ms)
    x = g.add("QLinearMul", leaky, t, z, gate, np.float32(1 / 256), np.uint8(0), s, z, **ms)
    save("qlinear-functions", g.add("DequantizeLinear", x, s, z), g, 144, tolerance=5e-2)


def matrices():
    g = Graph([1, 64])
    x = g.add("Gemm", weights(64, 12), "image", weights(12, 1), transA=1, transB=1, alpha=0.5, beta=2.0)
    g.save("gemm-from-the-left-scaled", g.dense(g.add("Reshape", x, np.array([1, 12])), 12))


if __name__ == "__main__":
    for part in (tensorflow, resizing, axes, numbers, integers, choices, transposed, onnx_runtime, matrices):
        part()
