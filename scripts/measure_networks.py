"""The networks' table of docs/performance.md: forward passes beside ONNX Runtime's, one thread each, in one run.

The files come from torchvision with random weights (Debian's python3-torchvision), ONNX Runtime from npm
(onnxruntime-node), both fetched into a folder of their own; where either is missing, its column stays empty.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / "build/release/tests/bench/bench_networks"
NETWORKS = ("resnet18", "squeezenet1_1")

EXPORT = """
import sys, torch, torchvision.models as models
torch.manual_seed(0)
for name in sys.argv[2:]:
    torch.onnx.export(getattr(models, name)(weights=None).eval(), torch.randn(1, 3, 224, 224),
                      f"{sys.argv[1]}/{name}.onnx", opset_version=13)
"""

PEER = """
const ort = require('onnxruntime-node');
(async () => {
  for (const path of process.argv.slice(2)) {
    const session = await ort.InferenceSession.create(path, {intraOpNumThreads: 1, interOpNumThreads: 1});
    const cells = Float32Array.from({length: 3 * 224 * 224}, (_, i) => Math.sin(i));
    const feeds = {[session.inputNames[0]]: new ort.Tensor('float32', cells, [1, 3, 224, 224])};
    let best = Infinity;
    for (let i = 0; i < 10; ++i) {
      const begin = process.hrtime.bigint();
      await session.run(feeds);
      best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1e6);
    }
    console.log(best.toFixed(3));
  }
})();
"""


def exported(folder):
    """The networks' files that torchvision could make."""
    subprocess.run(["/usr/bin/python3", "-c", EXPORT, folder, *NETWORKS], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [path for name in NETWORKS if (path := pathlib.Path(folder) / f"{name}.onnx").is_file()]


def peer_times(folder, files):
    """ONNX Runtime's milliseconds for each file; none where it is not to be had."""
    if not files or shutil.which("npm") is None:
        return [None] * len(files)
    installed = subprocess.run(["npm", "install", "--prefix", folder, "--ignore-scripts", "onnxruntime-node@1.17.3"],
                               check=False, capture_output=True)
    done = subprocess.run(["node", "-e", PEER, "peer", *map(str, files)], cwd=folder, check=False, capture_output=True,
                          text=True) if installed.returncode == 0 else None
    if done is None or done.returncode != 0:
        return [None] * len(files)
    return [float(line) for line in done.stdout.split()]


def network_rows():
    """What, Poolscope's time, ONNX Runtime's, the ratio, and what is to be reached."""
    with tempfile.TemporaryDirectory() as folder:
        files = exported(folder)
        environment = os.environ | {"POOLSCOPE_NETWORKS": ":".join(map(str, files))}
        ours = subprocess.run([BENCH], env=environment, check=True, capture_output=True, text=True).stdout
        times = {name: float(text) for name, text in (line.split("\t") for line in ours.splitlines())}
        peers = dict(zip((path.stem for path in files), peer_times(folder, files)))
    rows = []
    for name, mine in times.items():
        other = peers.get(name)
        small = mine < 1
        rows.append([name, f"{mine * 1000:.1f} µs" if small else f"{mine:.1f} ms",
                     f"{other:.1f} ms" if other else "", f"{mine / other:.2f}" if other else "",
                     "50 µs" if small else "3 times ONNX Runtime's"])
    return rows
