"""Pools arrays that NumPy wrote with the program, and compares with a naive pooling in NumPy.

Usage: check_with_numpy.py PROGRAM
"""

import itertools
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

TYPES = ["f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]


def naive_pool(x, op, kernel, stride, pad, dilation, ceil_mode, include_pad):
    """Every window of the last two axes by itself; returns the output and the winners."""
    n_out = []
    for axis in (0, 1):
        room = x.shape[-2 + axis] + pad[axis] + pad[axis + 2] - dilation[axis] * (kernel[axis] - 1) - 1
        count = (-(-room // stride[axis]) if ceil_mode else room // stride[axis]) + 1
        if ceil_mode and (count - 1) * stride[axis] >= x.shape[-2 + axis] + pad[axis]:
            count -= 1
        n_out.append(count)
    mean_type = x.dtype if x.dtype.kind == "f" else np.dtype("f8")
    out = np.zeros(x.shape[:-2] + tuple(n_out), mean_type if op == "avg" else x.dtype)
    winners = np.full(out.shape, -1, "i8")
    height, width = x.shape[-2:]
    for place in np.ndindex(*out.shape):
        plane = x[place[:-2]]
        values, where, padding = [], [], 0
        for i, j in itertools.product(range(kernel[0]), range(kernel[1])):
            row = place[-2] * stride[0] - pad[0] + i * dilation[0]
            col = place[-1] * stride[1] - pad[1] + j * dilation[1]
            if 0 <= row < height and 0 <= col < width:
                values.append(plane[row, col])
                where.append(row * width + col)
            elif row < height + pad[2] and col < width + pad[3]:
                padding += 1
        if op in ("max", "min"):
            best = int(np.argmax(values) if op == "max" else np.argmin(values))
            out[place], winners[place] = values[best], where[best]
        else:
            divisor = len(values) + (padding if include_pad else 0)
            out[place] = np.sum(np.asarray(values, "f8")) / divisor
    return out, winners


def random_layer(rng):
    """A layer each of whose windows holds a real cell."""
    kernel = rng.integers(1, 4, 2)
    pad = [int(rng.integers(0, kernel[i % 2] // 2 + 1)) for i in range(4)]
    return {
        "op": str(rng.choice(["max", "min", "avg"])),
        "kernel": [int(k) for k in kernel],
        "stride": [int(s) for s in rng.integers(1, 4, 2)],
        "pad": pad,
        "dilation": [1, 1],
        "ceil_mode": bool(rng.integers(2)),
        "include_pad": bool(rng.integers(2)),
    }


def command_of(program, layer, folder):
    joined = {key: ",".join(map(str, layer[key])) for key in ("kernel", "stride", "pad", "dilation")}
    words = [program, "pool", folder / "in.npy", "-o", folder / "out.npy", "--op", layer["op"],
             "--kernel", joined["kernel"], "--stride", joined["stride"],
             "--padding", joined["pad"], "--dilation", joined["dilation"]]
    words += ["--ceil-mode"] if layer["ceil_mode"] else []
    if layer["op"] != "avg":
        words += ["--indices", folder / "idx.npy"]
    elif not layer["include_pad"]:
        words += ["--exclude-pad"]
    return words


def check(program, folder, rng, number):
    """One random layer over one random array, in a type, byte order, layout and rank by turns."""
    kind = ("<", ">")[number % 2] + TYPES[number // 2 % len(TYPES)]
    shape = tuple(int(s) for s in rng.integers(4, 9, 2))
    shape = ((), (2,), (2, 3))[number % 3] + shape
    x = rng.integers(0 if kind[1] == "u" else -9, 10, shape).astype(kind)
    if number % 5 == 0:
        x = np.asfortranarray(x)
    np.save(folder / "in.npy", x)
    layer = random_layer(rng)
    done = subprocess.run(command_of(program, layer, folder), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{layer} on {kind} {shape}: {done.stderr}"
    expected, winners = naive_pool(x, **layer)
    output = np.load(folder / "out.npy")
    said = f"case {number}: {layer} on {kind} {shape}"
    assert output.dtype == expected.dtype.newbyteorder("="), f"{said}: type {output.dtype}"
    assert output.shape == expected.shape, f"{said}: shape {output.shape} for {expected.shape}"
    assert np.array_equal(output, expected), f"{said}:\n{output}\nfor\n{expected}"
    if layer["op"] != "avg":
        assert np.array_equal(np.load(folder / "idx.npy"), winners), f"{said}: winners"


def softmax_mean(cells):
    weights = np.exp(cells - cells.max())
    return np.sum(weights * cells) / np.sum(weights)


REDUCTIONS = {
    "max": np.max,
    "min": np.min,
    "avg": np.mean,
    "median": np.median,
    "lp": lambda cells: np.sqrt(np.sum(cells * cells)),
    "softpool": softmax_mean,
    "attention": np.mean,  # without scores all cells weigh the same
    "lse": lambda cells: np.log(np.mean(np.exp(cells))),
    "mixed": lambda cells: 0.5 * np.max(cells) + 0.5 * np.mean(cells),
}


def spans(length, placement, size):
    """The windows along one axis, as slices."""
    if placement == "global":
        return [slice(0, length)]
    if placement == "adaptive":
        return [slice(i * length // size, -(-(i + 1) * length // size)) for i in range(size)]
    return [slice(start, start + size) for start in range(0, length - size + 1, size)]


def check_reduction(program, folder, rng, number):
    """One operator under one placement, channels first or last."""
    op = list(REDUCTIONS)[number % len(REDUCTIONS)]
    placement = ["sliding", "adaptive", "global"][number // len(REDUCTIONS) % 3]
    size = [int(s) for s in rng.integers(1, 5, 2)]
    x = rng.normal(0, 2, (2, 3, *(int(s) for s in rng.integers(4, 9, 2))))
    last = bool(rng.integers(2))
    np.save(folder / "in.npy", np.moveaxis(x, 1, -1) if last else x)
    words = [program, "pool", folder / "in.npy", "-o", folder / "out.npy", "--op", op]
    words += {"sliding": ["--kernel", f"{size[0]},{size[1]}"], "adaptive": ["--output-size", f"{size[0]},{size[1]}"],
              "global": ["--global"]}[placement]
    words += ["--layout", "nhwc"] if last else []
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{words}: {done.stderr}"
    rows, cols = (spans(x.shape[axis], placement, size[axis - 2]) for axis in (2, 3))
    expected = np.array([[[[REDUCTIONS[op](plane[r, c]) for c in cols] for r in rows] for plane in sample]
                         for sample in x])
    output = np.load(folder / "out.npy")
    output = np.moveaxis(output, -1, 1) if last else output
    assert output.shape == expected.shape, f"{words}: shape {output.shape} for {expected.shape}"
    assert np.allclose(output, expected, rtol=1e-12, atol=1e-12), f"{words}:\n{output}\nfor\n{expected}"


def main():
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(120):  # each type, byte order, rank and layout together, twice
            check(sys.argv[1], pathlib.Path(folder), rng, number)
        for number in range(2 * 3 * len(REDUCTIONS)):
            check_reduction(sys.argv[1], pathlib.Path(folder), rng, number)


main()
