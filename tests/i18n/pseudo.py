#!/usr/bin/python3 -B
"""Makes a language that nobody speaks: every word of the program longer by a third, its vowels accented.

Usage: pseudo.py FILE      writes the catalogue, as one of assets/lang, where it has changed

Layout tests show the program in it: what fits in it fits in German, and what shows plain letters is not translated.
"""

import json
import pathlib
import re
import sys

from said import said

ACCENTED = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ"))


def stretched(key):
    """The words of a key, but for its places and for what tells its meanings apart."""
    text = re.sub(r"^[a-z]+\|", "", key)
    parts = re.split(r"(\{[0-9]\})", text)
    result = ""
    for part in parts:
        for letter in "" if part.startswith("{") else part:
            accented = ACCENTED.get(letter, letter)
            result += accented
            # English has a vowel in about three letters: all of them twice is a third more.
            if letter in ACCENTED:
                result += accented.lower()
        result += part if part.startswith("{") else ""
    return result


def main():
    keys, singulars = said()
    lines = ['name = "Ñóbódy’s"', 'stop = "."', "", "[words]"]
    lines += [f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(stretched(key), ensure_ascii=False)}"
              for key in sorted(keys | singulars)]
    text = "\n".join(lines) + "\n"
    file = pathlib.Path(sys.argv[1])
    if not file.exists() or file.read_text() != text:
        file.write_text(text)


if __name__ == "__main__":
    main()
