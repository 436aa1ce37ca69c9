"""What the program says: the English of each sentence, read from the sources by xgettext.

A sentence stands in say("..."), tr("..."), trf("..."), trn("one", "many"), or word("...") where it is a list's row.
"""

import ast
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def sources(*rooms):
    return sorted(path.relative_to(ROOT).as_posix() for room in rooms for ending in ("cpp", "hpp")
                  for path in (ROOT / room).rglob(f"*.{ending}"))


def keys_in(files, *keywords):
    """The literals that stand in calls of `keywords` ("trn:1,2": in its first two arguments)."""
    po = subprocess.run(["xgettext", "--from-code=UTF-8", "--language=C++", "--keyword",
                         *(f"--keyword={one}" for one in keywords), "--no-wrap", "--output=-", *files],
                        cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout
    keys, reading = [], False
    for line in po.splitlines():
        name, _, literal = line.partition(" ")
        if name in ("msgid", "msgid_plural"):
            keys.append(ast.literal_eval(literal))
            reading = True
        elif line.startswith('"') and reading:
            keys[-1] += ast.literal_eval(line)
        else:
            reading = False
    return set(keys) - {""}  # the header


def said():
    """What every catalogue has, and the singular forms that a language may have beside them."""
    everything = sources("app", "core")
    return keys_in(everything, "say:1", "tr", "trf:1", "trn:2", "word"), keys_in(everything, "trn:1")
