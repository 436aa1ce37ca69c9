#!/usr/bin/python3 -B
"""Every catalogue says all that the program says, and no more, and keeps what varies in its place.

Usage: catalogue_test.py      each language of assets/lang
"""

import re
import sys
import tomllib

from said import ROOT, said


def places_in(text):
    return sorted(set(re.findall(r"\{([0-9])\}", text)))


def faults_of(path, keys, singulars):
    language = tomllib.loads(path.read_text())
    words = language.get("words", {})
    for key in sorted(keys - words.keys()):
        # What is but places and signs is the same in every language, where a catalogue has no other.
        if re.search("[A-Za-z]", re.sub(r"\{[0-9]\}", "", key)):
            yield f"lacks {key!r}"
    for key in sorted(words.keys() - keys - singulars):
        yield f"has {key!r}, which nothing says"
    for key, translation in words.items():
        if not translation or not set(places_in(translation)) <= set(places_in(key)):
            yield f"says {key!r} with other places: {translation!r}"
        elif places_in(key) != places_in(translation):
            yield f"leaves a place of {key!r} out: {translation!r}"
    for member in language.keys() - {"name", "stop", "words"}:
        yield f"has {member!r}, which nothing reads"


def main():
    keys, singulars = said()
    faults = [f"{path.name} {fault}" for path in sorted((ROOT / "assets" / "lang").glob("*.toml"))
              if path.stem != "en" for fault in faults_of(path, keys, singulars)]
    print("\n".join(faults))
    print(f"{len(keys)} sentences and names, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
