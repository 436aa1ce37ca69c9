"""What the package's tests share: the package, its files, and running one test by its name."""

import os
import pathlib
import subprocess
import sys

MADE = pathlib.Path(sys.argv[1])
DEB = next(MADE.glob("*.deb"))
ROOT = MADE / "root"
SHARE = ROOT / "usr/share"
PROGRAM = ROOT / "usr/bin/poolscope"


def output_of(*command, **options):
    """Standard output of a command that must end well, and say nothing on standard error."""
    ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert ended.returncode == 0, f"{command} ended with {ended.returncode}: {ended.stdout}{ended.stderr}"
    assert ended.stderr == "", f"{command} says: {ended.stderr}"
    return ended.stdout


def poolscope(*arguments, cwd):
    """The extracted program, with nothing of the caller's environment."""
    environment = {"HOME": str(cwd), "LSAN_OPTIONS": os.environ.get("LSAN_OPTIONS", "")}
    return output_of(PROGRAM, *arguments, cwd=cwd, env=environment)


def field(name):
    return output_of("dpkg-deb", "--field", DEB, name).strip()


def commands(cwd):
    """Every subcommand with its help, read from the program: {"lesson check": "..."}."""
    found = {}
    queue = [""]
    while queue:
        path = queue.pop()
        text = poolscope(*path.split(), "--help", cwd=cwd)
        section = text.partition("\nSubcommands:\n")[2].partition("\n\n")[0]
        below = [f"{path} {line.split()[0]}".strip() for line in section.splitlines() if line.startswith("  ")]
        queue += below
        if path and not below:
            found[path] = text
    assert len(found) >= 7, found.keys()
    return found


def run_named(tests):
    tests["test_" + sys.argv[2]]()
