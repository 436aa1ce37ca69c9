#!/usr/bin/python3
"""Writes arrays of every kind for Poolscope to read, and checks those that Poolscope wrote.

Usage: numpy_arrays.py write FOLDER    then FOLDER/index.txt names each file, its rank and its shape
       numpy_arrays.py check FOLDER    exits with 1 where FOLDER/*.npy is not what numpy itself would save
"""
import io
import pathlib
import sys

import numpy as np

TYPES = ["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]
SHAPES = [(5,), (3, 4), (2, 3, 4), (2, 3, 4, 5), (1, 1)]


def write(folder):
    with open(folder / "index.txt", "w") as index:
        for number, kind in enumerate(TYPES * 2 * 2 * len(SHAPES)):
            order = "<>"[number // len(TYPES) % 2]
            fortran = number // (2 * len(TYPES)) % 2 == 1
            shape = SHAPES[number // (4 * len(TYPES))]
            array = np.arange(int(np.prod(shape))).reshape(shape).astype(order + kind)
            if fortran:
                array = np.asfortranarray(array)
            name = f"{number}.npy"
            with open(folder / name, "wb") as file:
                np.lib.format.write_array(file, array, version=(number % 3 + 1, 0))
            print(name, kind, *shape, file=index)


def check(folder):
    files = sorted(folder.glob("*.npy"))
    if not files:
        sys.exit("no files")
    for path in files:
        array = np.load(path)
        saved = io.BytesIO()
        np.save(saved, array)
        if not np.array_equal(array.ravel(), np.arange(array.size)):
            sys.exit(f"{path.name}: other values")
        if not array.flags.c_contiguous or array.dtype.str.lstrip("<|=") != path.stem.split("-")[0]:
            sys.exit(f"{path.name}: other type or order")
        if path.read_bytes() != saved.getvalue():
            sys.exit(f"{path.name}: other bytes than numpy.save writes")


{"write": write, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))
