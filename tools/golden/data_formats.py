"""Writes tiny data sets as NumPy, h5py and SciPy write them, for tests/Digits.Tests/Data/Formats.

Run with a Python that has numpy, h5py and scipy, from the repository's root:
    python3 tools/golden/data_formats.py
Picture n has at row r and column c the pixel (37 n + 11 r + 5 c + 3 r c) mod 256, but 0 in the first place and 255 in
the last; its label is n mod 10. There are 12 pictures of 6x6 to train on and the next 5 to measure on.
"""

import pathlib

import h5py
import numpy
import scipy.io

OUT = pathlib.Path("tests/Digits.Tests/Golden/Formats")
SIDE = 6


def pictures(first, count):
    n, r, c = numpy.meshgrid(numpy.arange(first, first + count), numpy.arange(SIDE), numpy.arange(SIDE), indexing="ij")
    pixels = ((37 * n + 11 * r + 5 * c + 3 * r * c) % 256).astype(numpy.uint8)
    pixels[:, 0, 0] = 0
    pixels[:, -1, -1] = 255
    return pixels


def npz(name, pack=numpy.savez, **arrays):
    pack(OUT / f"{name}.npz", **arrays)


def as_matlab(path):
    """SciPy's file under MATLAB's own header, which has a comma more."""
    data = bytearray(path.read_bytes())
    text = b"MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on: Mon Jan  2 03:04:05 2017"
    data[:116] = text.ljust(116)
    path.write_bytes(data)


OUT.mkdir(parents=True, exist_ok=True)
x, x_test = pictures(0, 12), pictures(12, 5)
y, y_test = numpy.arange(12) % 10, numpy.arange(12, 17) % 10
flat = x.reshape(12, -1)
one_hot = numpy.eye(10, dtype=numpy.float32)[y]

# Keras's names, stored and packed; every order, shape and range
npz("keras", x_train=x, y_train=y, x_test=x_test, y_test=y_test)
npz("packed", numpy.savez_compressed, x_train=x, y_train=y.astype(numpy.uint8), x_test=x_test, y_test=y_test.astype(numpy.uint8))
npz("fortran", images=numpy.asfortranarray(x), labels=y.astype(">i2"))
npz("float01", X=(flat / 255).astype(numpy.float32), y=y.astype(numpy.float64))
npz("minus1", train_images=(x / 127.5 - 1).astype(">f8"), train_labels=one_hot, test_images=(x_test / 127.5 - 1).astype(">f8"), test_labels=y_test)
npz("standardised", data=((x / 255 - 0.1307) / 0.3081).astype(numpy.float32)[:, None], target=y)
npz("channels-last", Images=x[..., None].astype(numpy.float16), Labels=numpy.array([str(label) for label in y]))
npz("byte-labels", images=x, labels=numpy.array([f"c{label}" for label in y], dtype="S"))
npz("unnamed", numpy.savez_compressed, arr_0=x, arr_1=y)
npz("val", x_train=x, y_train=y, x_val=x_test, y_val=y_test)
npz("objects", x_train=numpy.array([picture for picture in x] + [None], dtype=object), y_train=y)

for folder, names in {"npy": ("images", "labels"), "npy-parts": ("x_train", "y_train")}.items():
    (OUT / folder).mkdir(exist_ok=True)
    numpy.save(OUT / folder / f"{names[0]}.npy", x)
    numpy.save(OUT / folder / f"{names[1]}.npy", y)
numpy.save(OUT / "npy-parts/x_test.npy", x_test)
numpy.save(OUT / "npy-parts/y_test.npy", y_test)
for version in (2, 3):
    with open(OUT / f"version{version}.npy", "wb") as file:
        numpy.lib.format.write_array(file, x, version=(version, 0))

# HDF5 as USPS goes round, and with the names of others, chunked, packed and in the other byte order
with h5py.File(OUT / "usps.h5", "w") as file:
    for part, images, labels in (("train", x, y), ("test", x_test, y_test)):
        group = file.create_group(part)
        group["data"] = (images.reshape(len(images), -1) / 255).astype(numpy.float32)
        group["target"] = labels
with h5py.File(OUT / "chunked.h5", "w") as file:
    file.create_dataset("x_train", data=x, chunks=(5, 6, 6), compression="gzip", shuffle=True)
    file.create_dataset("y_train", data=y.astype(numpy.int32))
with h5py.File(OUT / "big-endian.h5", "w") as file:
    file["images"] = x
    file["labels"] = y.astype(">i4")
with h5py.File(OUT / "elsewhere.h5", "w") as file:
    file["images"] = x
    file["labels"] = h5py.ExternalLink("usps.h5", "train/target")
with h5py.File(OUT / "latest.h5", "w", libver="latest") as file:
    file.create_dataset("images", data=x.astype(">f8") / 255, chunks=(4, 6, 6), compression="gzip")
    file.create_dataset("labels", data=[f"c{label}" for label in y])

# MATLAB: EMNIST's struct, an exercise's variables, and three axes; pictures in one row go column by column
columns = x.transpose(0, 2, 1).reshape(12, -1)
part = {"images": columns, "labels": y[:, None].astype(numpy.uint8), "writers": y[:, None]}
test = {"images": x_test.transpose(0, 2, 1).reshape(5, -1), "labels": y_test[:, None].astype(numpy.uint8), "writers": y_test[:, None]}
mapping = numpy.array([[label, 48 + label] for label in range(10)], dtype=numpy.uint8)
scipy.io.savemat(OUT / "emnist.mat", {"dataset": {"train": part, "test": test, "mapping": mapping}}, do_compression=True)
scipy.io.savemat(OUT / "ex3.mat", {"X": columns / 255.0 * 1.2 - 0.1, "y": numpy.where(y == 0, 10, y)[:, None].astype(float)}, do_compression=True)
scipy.io.savemat(OUT / "cube.mat", {"X": x.transpose(1, 2, 0), "y": y[:, None]})
scipy.io.savemat(OUT / "color.mat", {"X": numpy.repeat(x.transpose(1, 2, 0)[:, :, None], 3, axis=2), "y": y[:, None]})
letters = {"images": x.transpose(0, 2, 1).reshape(12, -1), "labels": (numpy.arange(12) * 2 + 1)[:, None].astype(numpy.uint8)}
mapping = numpy.array([[label, 64 + label, 96 + label] for label in range(1, 27)], dtype=numpy.uint8)
scipy.io.savemat(OUT / "emnist-letters.mat", {"dataset": {"train": letters, "mapping": mapping}}, do_compression=True)
for name in ("emnist", "emnist-letters", "ex3", "cube", "color"):
    as_matlab(OUT / f"{name}.mat")
scipy.io.savemat(OUT / "scipy.mat", {"data": flat.T, "label": y[None].astype(float)})

# Version 7.3 is HDF5 behind a header of 512 bytes, with the axes the other way round
with h5py.File(OUT / "v73.mat", "w", userblock_size=512) as file:
    file["X"] = columns.T
    file["y"] = numpy.where(y == 0, 10, y)[None].astype(float)
data = bytearray((OUT / "v73.mat").read_bytes())
data[:128] = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Mon Jan  2 03:04:05 2017 HDF5 schema 1.00 .".ljust(124) + b"\x00\x02IM"
(OUT / "v73.mat").write_bytes(data)
