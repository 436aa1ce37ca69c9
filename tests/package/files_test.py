"""The package's files, and the program run from where they were unpacked.

Usage: files_test.py DIR NAME
"""

import pathlib
import re
import struct
import tempfile

import package
from package import DEB, PROGRAM, ROOT, SHARE, field, output_of, poolscope

SCENE = """version = 1
[layer]
operator = "max"
kernel_size = [2, 2]
[input]
values = [[[1, 3, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]]
"""
LESSON = """lesson = 1
title = "One"
language = "en"
[[scene]]
title = "A"
words = ["b"]
preset = "ties"
"""


def png_size(path):
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    return struct.unpack(">II", data[16:24])


def test_holds_what_the_desktop_needs():
    wanted = """bin/poolscope share/applications/poolscope.desktop share/mime/packages/poolscope.xml
        share/metainfo/example.poolscope.poolscope.metainfo.xml share/man/man1/poolscope.1.gz
        share/man/zh_CN/man1/poolscope.1.gz
        share/bash-completion/completions/poolscope share/zsh/vendor-completions/_poolscope
        share/icons/hicolor/scalable/apps/poolscope.svg share/doc/poolscope/copyright
        share/doc/poolscope/changelog.gz share/doc/poolscope/changelog.Debian.gz""".split()
    sizes = [16, 22, 24, 32, 48, 64, 128, 256]
    wanted += [f"share/icons/hicolor/{size}x{size}/apps/poolscope.png" for size in sizes]
    found = [str(path.relative_to(ROOT / "usr")) for path in ROOT.rglob("*") if path.is_file()]
    assert sorted(found) == sorted(wanted), set(found) ^ set(wanted)
    for size in sizes:
        assert png_size(SHARE / f"icons/hicolor/{size}x{size}/apps/poolscope.png") == (size, size)


def test_belongs_to_root_and_is_stripped():
    for line in output_of("dpkg-deb", "--contents", DEB).splitlines():
        mode, owner = line.split()[:2]
        executable = line.endswith("/usr/bin/poolscope") or mode.startswith("d")
        assert owner == "root/root" and mode[1:] == ("rwxr-xr-x" if executable else "rw-r--r--"), line
    assert ".symtab" not in output_of("readelf", "--section-headers", "--wide", PROGRAM)


def test_names_nothing_of_the_build():
    tree = str(pathlib.Path(__file__).resolve().parents[2]).encode()
    for path in ROOT.rglob("*"):
        if path.is_file():
            assert tree not in path.read_bytes(), f"{path} names the folder that it was built in"


def test_runs_where_it_is_unpacked():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        assert poolscope("--version", cwd=folder) == f"poolscope {field('Version').split('-')[0]}\n"
        (folder / "a.pool.toml").write_text(SCENE)
        poolscope("render", "a.pool.toml", "-o", "a.png", "--size", "848x752", "--scale", "2", "--lang", "zh", cwd=folder)
        assert png_size(folder / "a.png") == (2 * 848, 2 * 752)
        poolscope("render", "a.pool.toml", "-o", "a.csv", cwd=folder)
        assert (folder / "a.csv").read_text().split() == ["6,8", "3,4"]
        (folder / "lesson.toml").write_text(LESSON)
        assert "1 scene" in poolscope("lesson", "check", "lesson.toml", cwd=folder)


def test_depends_on_what_it_loads():
    depends = {re.split(r"[ :(]", part.strip())[0] for part in field("Depends").split(",")}
    assert "libgl1" in depends, "GLFW loads libGL.so.1 as the window opens"
    said = output_of("ldd", PROGRAM)
    loaded = dict(re.findall(r"(\S+) => (/\S+)", said))
    # The loader itself stands without a name before it.
    loaded |= {pathlib.Path(path).name: path for path in re.findall(r"^\s*(/\S+) \(", said, re.M)}
    needed = re.findall(r"NEEDED\s+(\S+)", output_of("objdump", "-p", PROGRAM))
    assert len(needed) > 5, needed
    paths = [pathlib.Path(loaded[library]).resolve() for library in needed]
    # Without the first folder, which may be /usr or its link.
    found = output_of("dpkg-query", "--search", *[f"*/{path.parent.name}/{path.name}" for path in paths])
    owners = {pathlib.Path(path).name: package for package, path in re.findall(r"^([^:]+).*: (\S+)$", found, re.M)}
    for path in paths:
        owner = owners[path.name]
        assert owner in depends, f"{path} is {owner}'s, which the package does not depend on"


def test_lintian_finds_nothing():
    # The package answers no request of Debian's.
    unasked = ("--suppress-tags", "initial-upload-closes-no-bugs")
    said = output_of("lintian", "--allow-root", *unasked, "--fail-on", "error,warning", DEB)
    assert said == "", said


package.run_named(globals())
