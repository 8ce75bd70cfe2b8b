#!/usr/bin/env python3
"""Writes a small model for each way in which values move, are normalized by image and are multiplied with one another, beside those of onnx_layers.py.

    python3 tools/golden/onnx_blocks.py

needs numpy, torch 1.13 and onnx 1.12. tools/golden/onnx-layers.cs then asks ONNX Runtime what they give.
"""

import zlib

import numpy as np
import torch
from onnx import helper, numpy_helper
from torch import nn

from onnx_layers import C, Of, body, export, op, scalar, script, vectors, weights


def shuffle(x):
    n, c, h, w = x.shape
    return x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)


class LayerNormOfChannels(nn.Module):
    """As ConvNeXt has it for maps."""

    def __init__(self, channels):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        mean = x.mean(1, keepdim=True)
        variance = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(variance + 1e-6)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class ConvNeXtBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.depthwise, self.norm = nn.Conv2d(C, C, 7, padding=3, groups=C), nn.LayerNorm(C, eps=1e-6)
        self.wide, self.narrow = nn.Linear(C, 4 * C), nn.Linear(4 * C, C)
        self.scale = nn.Parameter(torch.ones(C))

    def forward(self, x):
        y = self.norm(self.depthwise(x).permute(0, 2, 3, 1))
        y = self.scale * self.narrow(torch.nn.functional.gelu(self.wide(y)))
        return x + y.permute(0, 3, 1, 2)


class Attention(nn.Module):
    """Written by hand: one product for queries, keys and values."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.qkv, self.out = heads, nn.Linear(width, 3 * width), nn.Linear(width, width)

    def forward(self, x):
        b, t, e = x.shape
        q, k, v = self.qkv(x).reshape(b, t, 3, self.heads, e // self.heads).permute(2, 0, 3, 1, 4)
        weights = ((q @ k.transpose(-2, -1)) * (e // self.heads) ** -0.5).softmax(dim=-1)
        return self.out((weights @ v).transpose(1, 2).reshape(b, t, e))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attention, self.norm2 = nn.LayerNorm(width), Attention(width, heads), nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(0.1), nn.Linear(2 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


def library(heads, **options):
    return nn.TransformerEncoderLayer(8, heads, 16, batch_first=True, **options)


class Transformer(nn.Module):
    """Patches of 7x7, a class token, positions, blocks, and the class token's values or the mean of all."""

    def __init__(self, *blocks, width=8, token=True):
        super().__init__()
        self.patches = nn.Conv2d(1, width, 7, stride=7)
        self.token = nn.Parameter(torch.zeros(1, 1, width)) if token else None
        self.positions = nn.Parameter(torch.zeros(1, 17 if token else 16, width))
        self.blocks, self.norm, self.end = nn.Sequential(*blocks), nn.LayerNorm(width), nn.Linear(width, 10)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        if self.token is not None:
            x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], dim=1)
        x = self.norm(self.blocks(x + self.positions))
        return self.end(x[:, 0] if self.token is not None else x.mean(dim=1))


class Mixer(nn.Module):
    def __init__(self, tokens, width):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.tokens = nn.Sequential(nn.Linear(tokens, 12), nn.GELU(), nn.Linear(12, tokens))
        self.channels = nn.Sequential(nn.Linear(width, 20), nn.GELU(), nn.Linear(20, width))

    def forward(self, x):
        x = x + self.tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channels(self.norm2(x))


class PatchesByHand(nn.Module):
    """Patches without a convolution: as einops writes them."""

    def __init__(self, width):
        super().__init__()
        self.embed, self.mix, self.end = nn.Linear(49, width), nn.Conv1d(16, 16, 1), nn.Linear(width, 10)

    def forward(self, x):
        n = x.shape[0]
        x = x.reshape(n, 1, 4, 7, 4, 7).permute(0, 2, 4, 3, 5, 1).reshape(n, 16, 49)
        x = self.mix(torch.relu(self.embed(x)))
        return self.end(x.amax(dim=1))


class NonLocal(nn.Module):
    """A non-local block: attention between the pixels of a map, scaled by a number that is learned."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = nn.Conv2d(C, 2, 1), nn.Conv2d(C, 2, 1), nn.Conv2d(C, C, 1)
        self.pool, self.scale = nn.MaxPool2d(3), nn.Parameter(torch.zeros(1))

    def forward(self, x):
        n, c, h, w = x.shape
        q = self.query(x).view(n, 2, h * w).permute(0, 2, 1)
        k = self.pool(self.key(x)).view(n, 2, -1)
        weights = torch.softmax(torch.bmm(q, k), dim=-1)
        y = torch.bmm(self.pool(self.value(x)).view(n, c, -1), weights.permute(0, 2, 1))
        return self.scale * y.view(n, c, h, w) + x


TORCH = {
    "vit": (Transformer(Block(8, 2), Block(8, 2)), 13),
    "vit-opset17": (Transformer(Block(8, 2)), 17),
    "vit-mean": (Transformer(Block(8, 4), token=False), 14),
    "vit-library": (Transformer(library(2)), 14),
    "vit-library-fixed-opset14": (Transformer(library(2)), 14),
    "vit-library-fixed-opset17": (Transformer(library(2, norm_first=True, activation="gelu"), library(4)), 17),
    "mixer": (Transformer(Mixer(16, 8), Mixer(16, 8), token=False), 13),
    "patches-by-hand": (PatchesByHand(6), 13),
    "non-local": (body(NonLocal()), 13),
    "softmax-of-rows": (body(nn.Sequential(nn.Softmax(dim=2), nn.Conv2d(C, C, 3))), 13),
    "concat-of-rows": (body(nn.Sequential(Of(lambda x: torch.cat([x, torch.tanh(x[:, :, 3:5]), torch.ones_like(x)[:, :, :2]], 2)), nn.Conv2d(C, C, 3))), 13),
    "stretched": (body(Of(lambda x: x.mean(2, keepdim=True) * x.amax(3, keepdim=True) - x.mean(1, keepdim=True) + x)), 13),
    "layer-norm-of-maps": (body(nn.LayerNorm([C, 12, 12])), 13),
    "layer-norm-of-maps-opset17": (body(nn.LayerNorm([12, 12])), 17),
    "layer-norm-of-vectors": (vectors(nn.LayerNorm(4), nn.ReLU()), 13),
    "layer-norm-of-channels": (body(LayerNormOfChannels(C)), 13),
    "convnext": (body(ConvNeXtBlock()), 13),
    "convnext-opset17": (body(ConvNeXtBlock()), 17),
    "group-norm": (body(nn.GroupNorm(2, C)), 13),
    "group-norm-of-one": (body(nn.GroupNorm(1, C)), 13),
    "instance-norm": (body(nn.InstanceNorm2d(C, affine=True)), 13),
    "instance-norm-plain": (body(nn.Sequential(nn.InstanceNorm2d(C), nn.Conv2d(C, C, 1))), 13),
    "channel-shuffle": (body(Of(shuffle)), 13),
    "pixel-shuffle": (body(nn.PixelShuffle(2), 1), 13),
    "pixel-unshuffle": (body(nn.PixelUnshuffle(2), 4 * C), 13),
    "flip": (body(nn.Sequential(Of(lambda x: torch.flip(x, [2, 3])), nn.Conv2d(C, C, 3))), 13),
    "every-second": (body(nn.Sequential(Of(lambda x: x[:, 1:, ::2, 1:-2]), nn.Conv2d(3, C, 3))), 13),
    "chunks": (body(Of(lambda x: torch.cat([b * torch.sigmoid(a) for a, b in [x.chunk(2, 1)]], 1)), 2), 13),
    "reflect": (body(nn.Sequential(nn.ReflectionPad2d((1, 2, 3, 0)), nn.Conv2d(C, C, 3))), 13),
    "replicate": (body(nn.Sequential(nn.ReplicationPad2d((2, 0, 1, 1)), nn.Conv2d(C, C, 3))), 13),
    "interpolate-nearest": (body(nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(C, C, 3))), 13),
    "interpolate-nearest-opset9": (body(nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(C, C, 3))), 9),
    "rows-and-columns": (body(nn.Sequential(Of(lambda x: x.transpose(2, 3)), nn.Conv2d(C, C, (3, 1)))), 13),
    "patches-as-channels": (body(nn.Sequential(
        Of(lambda x: x.reshape(-1, C, 3, 4, 3, 4).permute(0, 1, 3, 5, 2, 4).reshape(-1, C * 16, 3, 3)), nn.Conv2d(C * 16, C, 1))), 13),
}


def integers(name, *values):
    return numpy_helper.from_array(np.array(values, np.int64), name)


def numbers(name, *values):
    return numpy_helper.from_array(np.array(values, np.float32), name)


def scripts():
    script("group-normalization", 21, [op("GroupNormalization", "a scale shift", num_groups=2)], [
        numbers("scale", 1, 0.5, 2, -1), numbers("shift", 0, 0.1, 0.2, 0.3)], ir=10)
    script("layer-normalization-rows", 17, [op("LayerNormalization", "a scale", axis=3, epsilon=0.01)], [numbers("scale", *range(1, 13))], ir=8)
    script("written-norm-reciprocal", 13, [
        op("ReduceMean", "a", "m", axes=[1]), op("Sub", "a m", "d"), op("Mul", "d d", "q"), op("ReduceMean", "q", "v", axes=[1]), op("Add", "v e", "s"),
        op("Sqrt", "s", "r"), op("Reciprocal", "r", "i"), op("Mul", "i d", "n"), op("Mul", "n g")],
        [numbers("e", 0.001), numpy_helper.from_array(np.array([1, 2, 3, -1], np.float32).reshape(1, 4, 1, 1), "g")])
    rng = np.random.default_rng(5)
    projections = [weights(rng, f"w{name}", 4, 2, 3) for name in "qkv"] + [weights(rng, f"b{name}", 2, 3) for name in "qkv"]
    script("keras-attention", 13, [
        op("MaxPool", "a", "p1", kernel_shape=[3, 3], strides=[3, 3]), op("Reshape", "p1 rows", "r"), op("Transpose", "r", "t", perm=[0, 2, 1]),
        *[node for name in "qkv" for node in (op("Einsum", f"t w{name}", f"e{name}", equation="abc,cde->abde"), op("Add", f"e{name} b{name}", name))],
        op("Mul", "q scale", "qs"), op("Einsum", "k qs", "s", equation="aecd,abcd->acbe"), op("Softmax", "s", "sm", axis=-1),
        op("Einsum", "sm v", "c", equation="acbe,aecd->abcd"), op("Einsum", "c wo", "o", equation="abcd,cde->abe"), op("Add", "o bo", "ob"),
        op("Add", "t ob", "u"), op("Transpose", "u", "ut", perm=[0, 2, 1]), op("Reshape", "ut map")],
        [*projections, weights(rng, "wo", 2, 3, 4), weights(rng, "bo", 4), scalar("scale", 0.57735), integers("rows", 0, 4, 16), integers("map", 0, 4, 4, 4)])
    script("transpose-channels-and-rows", 13, [op("Transpose", perm=[0, 2, 1, 3])], channels=12)
    script("slice-backwards", 13, [op("Slice", "a starts ends axes steps")], [
        integers("starts", -1, 11), integers("ends", -100, 1), integers("axes", 1, 3), integers("steps", -1, -3)])
    script("gather-columns", 13, [op("Gather", "a places", axis=3)], [integers("places", 0, 5, -1, 5)])
    script("gather-matrix", 13, [op("Gather", "a places", "g", axis=2), op("ReduceMax", "g", axes=[3], keepdims=0)], [
        numpy_helper.from_array(np.array([[0, 3, 5], [7, 8, 11]]), "places")])
    script("tile-rows", 13, [op("Tile", "a times")], [integers("times", 1, 2, 3, 1)], channels=8)
    script("expand-columns", 13, [op("ReduceMax", "a", "m", axes=[3]), op("Expand", "m shape")], [integers("shape", 1, 1, 5)])
    script("depth-to-space", 13, [op("DepthToSpace", blocksize=2)], channels=1)
    script("space-to-depth", 13, [op("SpaceToDepth", blocksize=3)], channels=36)
    script("split-uneven", 13, [
        helper.make_node("Split", ["a", "parts"], ["x", "y", "z"], axis=2), op("Relu", "z")], [integers("parts", 5, 1, 6)])
    script("pad-crop", 13, [op("Pad", "a pads")], [integers("pads", 0, 1, -2, 1, 0, 0, -1, 0)], channels=5)
    script("pad-wrap", 19, [op("Pad", mode="wrap", inputs="a pads")], [integers("pads", 0, 0, 2, 1, 0, 0, 0, 3)], ir=9)
    script("resize-half-pixel", 13, [op("Resize", "a - scales", mode="nearest")], [numbers("scales", 1, 1, 1.5, 2.25)])
    script("resize-ceil", 13, [op("Resize", "a - - sizes", mode="nearest", nearest_mode="ceil", coordinate_transformation_mode="align_corners")], [
        integers("sizes", 200, 4, 7, 20)])
    script("resize-opset10", 10, [op("Resize", "a scales", mode="nearest")], [numbers("scales", 1, 1, 2, 0.5)])


def main():
    for name, (module, opset) in TORCH.items():
        torch.manual_seed(zlib.crc32(name.encode()))

        # A fast path of PyTorch's encoder layer, which cannot be exported, is for models that need no gradients.
        with torch.set_grad_enabled("library" in name):
            export(name, module, opset)
    scripts()


main()
