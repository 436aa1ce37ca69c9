"""Reads what `render` exports with Python's json and csv and with NumPy, and recomputes the output from the taps.

Usage: check_exports.py PROGRAM
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

LAYERS = {
    "max": {"operator": "max"},
    "min": {"operator": "min"},
    "avg": {"operator": "avg"},
    "avg_real": {"operator": "avg", "count_include_pad": False},
    "lp": {"operator": "lp", "norm": 3.0},
    "softpool": {"operator": "softpool"},
    "stochastic": {"operator": "stochastic"},
    "median": {"operator": "median"},
    "maxout": {"operator": "maxout", "channel_group": 2},
    "adaptive": {"operator": "avg", "placement": "adaptive", "output_size": [3, 2]},
    "fractional": {"operator": "fractional", "kernel_size": [2, 2], "output_size": [3, 3]},
}
SLIDING = {"kernel_size": [3, 3], "stride": [2, 2], "padding": [1, 1, 1, 1], "ceil_mode": True}


def toml(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value)
    return json.dumps(value)


def write_scene(path, layer, values):
    fields = layer if "placement" in layer or layer["operator"] in ("maxout", "fractional") else SLIDING | layer
    rows = [[["nan" if np.isnan(v) else "inf" if v == np.inf else "-inf" if v == -np.inf else repr(float(v))
              for v in row] for row in plane] for plane in values]
    text = ",".join("[" + ",".join("[" + ",".join(row) + "]" for row in plane) + "]" for plane in rows)
    path.write_text("version = 1\n[layer]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in fields.items()) +
                    f"[input]\nvalues = [{text}]\n")


def number(value):
    return float(value)  # of JSON's "NaN" and "Infinity" too


def recomputed(name, taps, step):
    """The output from the taps that hold data, in float64."""
    real = np.array([number(t["value"]) for t in taps if t["kind"] == "real"])
    if real.size == 0:
        return number(step["output"])
    operator = LAYERS[name]["operator"]
    with np.errstate(all="ignore"):
        if operator in ("max", "maxout", "fractional"):
            return real.max()
        if operator == "min":
            return real.min()
        if operator == "avg":
            return real.sum() / step["divisor"]
        if operator == "lp":
            return (np.abs(real) ** 3).sum() ** (1 / 3)
        if operator == "softpool":
            weights = np.exp(real - real.max())
            return (weights * real).sum() / weights.sum()
        if operator == "median":
            return np.median(real)
        return number(taps[step["selected"]]["value"])


def no_constants(name):
    raise ValueError(f"{name} is no JSON")


def check_layer(program, folder, name, values):
    scene = folder / f"{name}.pool.toml"
    write_scene(scene, LAYERS[name], values)
    for ending in ("npy", "csv", "json"):
        subprocess.run([program, "render", scene, "-o", folder / f"out.{ending}"], check=True)
    output = np.load(folder / "out.npy")
    assert output.dtype == np.float32 and output.ndim == 4, (output.dtype, output.shape)

    planes = (folder / "out.csv").read_text().split("\n\n")
    grids = [np.array([[float(v) for v in row] for row in csv.reader(plane.strip().splitlines())]) for plane in planes]
    np.testing.assert_array_equal(np.array(grids, "f4").reshape(output.shape), output, err_msg=name)

    trace = json.loads((folder / "out.json").read_text(), parse_constant=no_constants)
    assert trace["format"] == "poolscope-trace" and trace["output_shape"] == list(output.shape)
    assert len(trace["steps"]) == output.size
    rows = list(csv.DictReader(subprocess.run([program, "steps", scene, "--csv"], check=True, text=True,
                                              capture_output=True).stdout.splitlines()))
    assert len(rows) == output.size
    for step, row in zip(trace["steps"], rows):
        place = step["sample"], step["channel"], step["out_row"], step["out_col"]
        np.testing.assert_equal(np.float32(number(step["output"])), output[place], err_msg=f"{name} {place}")
        np.testing.assert_allclose(recomputed(name, step["taps"], step), output[place], rtol=2e-6, atol=1e-6,
                                   err_msg=f"{name} {place}")
        np.testing.assert_equal([float(v) for v in row["tap_values"].split()],
                                [number(t["value"]) for t in step["taps"]])
        assert row["tap_kinds"] == "".join(t["kind"][0] for t in step["taps"])
        np.testing.assert_equal(float(row["output"]), number(step["output"]))
        for tap in step["taps"]:
            if tap["kind"] == "real":
                np.testing.assert_equal(np.float32(number(tap["value"])), values[tap["channel"], tap["row"], tap["col"]])


def main():
    program = sys.argv[1]
    random = np.random.default_rng(5)
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        values = random.normal(size=(2, 6, 5)).astype("f4")
        for name in LAYERS:
            check_layer(program, folder, name, values)
        odd = values.copy()
        odd[0, 0, 0], odd[0, 3, 3], odd[1, 5, 4] = np.nan, np.inf, -np.inf
        check_layer(program, folder, "max", odd)
    print("as expected")


if __name__ == "__main__":
    main()
