#!/usr/bin/env python3
"""Writes a small model for each way in which values move, are normalized by image and are multiplied with one another, beside those of onnx_layers.py.

    python3 tools/golden/onnx_blocks.py

needs numpy, torch 1.13 and onnx 1.12. tools/golden/onnx-layers.cs then asks ONNX Runtime what they give.
"""

import numpy as np
import torch
from onnx import helper, numpy_helper
from torch import nn

from onnx_layers import C, Of, body, export, op, script


def shuffle(x):
    n, c, h, w = x.shape
    return x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)


TORCH = {
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
    with torch.no_grad():
        for seed, (name, (module, opset)) in enumerate(TORCH.items()):
            torch.manual_seed(seed)
            export(name, module, opset)
    scripts()


main()
