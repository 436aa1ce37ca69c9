"""The figures of exports for scripts/measure: frames a second beside matplotlib's, and memory over many frames."""

import os
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/poolscope"
PEER = ROOT / "tests/bench/matplotlib_gif.py"
STEPS = 48
RUNS = 5
FORMATS = {"gif": "GIF", "mp4": "MP4", "webm": "WebM", "webp": "WebP", "apng": "APNG"}
LONG = (100, 1000, 10000)  # steps


def scene_of(folder, side):
    """A scene of side x side digits under max, kernel 3, stride 1."""
    digits = random.Random(1)
    rows = ",\n".join(f"[{', '.join(str(digits.randrange(10)) for _ in range(side))}]" for _ in range(side))
    scene = folder / f"grid{side}.pool.toml"
    scene.write_text('version = 1\n\n[layer]\noperator = "max"\nkernel_size = [3, 3]\nstride = [1, 1]\n'
                     f'padding = [0, 0, 0, 0]\n\n[input]\nvalues = [[\n{rows}\n]]\n', encoding="utf-8")
    return scene


def render(scene, file, *options):
    """(seconds, seconds of processor time, highest resident bytes) of one run of the program, its start included."""
    since = time.monotonic()
    child = subprocess.Popen([PROGRAM, "render", scene, "-o", file, *options],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{file.name} was not made: {said}")
    return time.monotonic() - since, usage.ru_utime + usage.ru_stime, 1024 * usage.ru_maxrss


def peer_rate(folder):
    """Frames a second of matplotlib with Pillow; None where matplotlib is not installed."""
    told = subprocess.run(["/usr/bin/python3", PEER, str(STEPS), folder / "peer.gif"], capture_output=True, text=True,
                          check=False)
    return STEPS / float(told.stdout) if told.returncode == 0 else None


def speed_rows(folder):
    scene = scene_of(folder, 16)
    peers = [peer_rate(folder)]
    rates, cores = {}, {}
    for ending in FORMATS:
        runs = [render(scene, folder / f"out.{ending}", "--steps", f"1:{STEPS}", "--size", "1280x720")
                for _ in range(RUNS)]
        rates[ending] = STEPS / statistics.median(run[0] for run in runs)
        cores[ending] = statistics.median(run[1] / run[0] for run in runs)
    peers.append(peer_rate(folder))
    peer = statistics.mean(peers) if None not in peers else None
    rows = [[name, f"{rates[ending]:.0f}", f"{cores[ending]:.1f}",
             f"{rates[ending] / peer:.0f} times" if peer else ""] for ending, name in FORMATS.items()]
    return rows + ([["matplotlib and Pillow, GIF", f"{peer:.1f}", "", ""]] if peer else [])


def memory_rows(folder):
    scene = scene_of(folder, 102)
    rows = []
    for ending in ("gif", "mp4"):
        taken = [render(scene, folder / f"long.{ending}", "--steps", f"1:{steps}", "--size", "640x480")
                 for steps in LONG]
        rows.append([ending.upper()] + [f"{run[2] / 1e6:.0f} MB, {run[0]:.1f} s" for run in taken])
    return rows


def export_tables(table):
    """The tables of docs/performance.md, each made by `table`(head, rows)."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        return {
            "export speed": table(["format", "frames a second", "cores in use", "of matplotlib's"], speed_rows(folder)),
            "export memory": table(["format", *(f"{steps:,} frames" for steps in LONG)], memory_rows(folder)),
        }
