#!/usr/bin/python3
"""Writes .npz files for Poolscope to read: npz_arrays.py FOLDER"""
import io
import pathlib
import sys
import zipfile

import numpy as np

folder = pathlib.Path(sys.argv[1])
x = np.arange(12, dtype=np.float32).reshape(3, 4)
np.savez(folder / "one.npz", x=x)
np.savez_compressed(folder / "packed.npz", x=np.zeros((100, 100), np.int64) + 7)
np.savez(folder / "two.npz", images=x, labels=np.arange(5))
np.savez(folder / "unnamed.npz", x, x[0])
np.savez(folder / "ragged.npz", np.array([[1, 2], [3]], dtype=object))


def archive(name, **entries):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in entries.items():
            file.writestr(entry, data)


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def claiming(shape, cells):
    """A .npy file whose header says `shape`, of which it holds `cells`."""
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "|u1", "fortran_order": False, "shape": shape})
    return file.getvalue() + bytes(cells)


archive("beside.npz", **{"notes.txt": b"hello", "x.npy": npy(x)})
archive("huge.npz", **{"x.npy": claiming((1 << 40,), 100)})
archive("bomb.npz", **{"x.npy": claiming((10, 10), 50_000_000)})
archive("short.npz", **{"x.npy": claiming((10, 10), 99)})
archive("book.xlsx", **{"xl/workbook.xml": b"<workbook/>"})
archive("model.pt", **{"archive/data.pkl": b""})
archive("other.zip", **{"a.txt": b"hello"})
archive("empty.npz")
