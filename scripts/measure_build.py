"""The figures of a build for scripts/measure: how long a fresh clone keeps a person waiting, and what a header costs."""

import os
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVERYONE_SEES = "core/include/poolscope/operator.hpp"
OFTEN_CHANGED = "core/include/poolscope/stepping.hpp"


def output_of(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def waiting(clone, folder):
    """Seconds of scripts/run in `clone`, and of scripts/test after it; nothing compiled before is at hand."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["CCACHE_DIR"] = str(folder / "ccache")
    seconds = []
    for command in ("scripts/run", "scripts/test"):
        since = time.monotonic()
        with open(folder / f"{pathlib.Path(command).name}.log", "w", encoding="utf-8") as log:
            subprocess.run([clone / command], cwd=clone, env=environment, check=True, stdout=log, stderr=log)
        seconds.append(time.monotonic() - since)
    return seconds


def units_that_read(build, header):
    """How many sources are compiled again where `header` changes, and how many there are."""
    objects, readers = 0, 0
    for entry in output_of("ninja", "-C", build, "-t", "deps").split("\n\n"):
        name = entry.strip().split(":")[0]
        if not name.endswith(".o"):
            continue
        objects += 1
        readers += any(line.strip().endswith(header) for line in entry.splitlines()[1:])
    return readers, objects


def preprocessed_lines(clone, header):
    source = f'#include "{header.removeprefix("core/include/")}"\n'
    return output_of("g++", "-std=c++20", "-I", clone / "core/include", "-E", "-x", "c++", "-", input=source).count("\n")


def minutes(seconds):
    return f"{int(seconds) // 60} min {int(seconds) % 60:02} s"


def build_rows():
    """What to measure, what it came to, and what to reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        clone = folder / "poolscope"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        run, test = waiting(clone, folder)
        readers, objects = units_that_read(clone / "build/release", OFTEN_CHANGED)
        lines = preprocessed_lines(clone, EVERYONE_SEES)
    return [["`scripts/run` from a fresh clone, ccache empty", minutes(run), "6 min"],
            ["`scripts/run` and then `scripts/test`", minutes(run + test), "14 min"],
            ["sources compiled again after a change of `stepping.hpp`", f"{readers} of {objects}", "40"],
            ["lines of `operator.hpp` once preprocessed", f"{lines:,}", "80,000"]]
