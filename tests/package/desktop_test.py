"""What the desktop reads: the entry, the metainfo, and the type of scene files.

Usage: desktop_test.py DIR NAME
"""

import configparser
import os
import pathlib
import tempfile

import package
from package import SHARE, output_of

SCENE_TYPE = "application/x-poolscope-scene"


def entry():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(SHARE / "applications/poolscope.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_entry_is_valid():
    assert output_of("desktop-file-validate", SHARE / "applications/poolscope.desktop") == ""
    assert entry()["Exec"].split()[0] == package.PROGRAM.name
    assert (SHARE / f"icons/hicolor/scalable/apps/{entry()['Icon']}.svg").is_file()


def test_the_metainfo_is_valid():
    page = SHARE / "metainfo/example.poolscope.poolscope.metainfo.xml"
    output_of("appstreamcli", "validate", "--no-net", page)
    assert f'version="{package.field("Version").split("-")[0]}"' in page.read_text()


def test_scenes_have_a_type_and_a_program():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        data = folder / "data"
        for source in ("mime/packages/poolscope.xml", "applications/poolscope.desktop"):
            (data / source).parent.mkdir(parents=True)
            (data / source).write_bytes((SHARE / source).read_bytes())
        output_of("xmllint", "--noout", data / "mime/packages/poolscope.xml")
        environment = os.environ | {"XDG_DATA_HOME": str(data), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        # An entry whose program is not found is not offered.
        environment["PATH"] = f"{package.PROGRAM.parent}:{os.environ['PATH']}"
        output_of("update-mime-database", data / "mime", env=environment)
        output_of("update-desktop-database", data / "applications", env=environment)
        scene = folder / "grid.pool.toml"
        scene.write_text("scene = 1\n")
        other = folder / "grid.toml"
        other.write_text("scene = 1\n")

        def type_of(path):
            return output_of("gio", "info", "--attributes=standard::content-type", path, env=environment)

        assert f"content-type: {SCENE_TYPE}\n" in type_of(scene)
        assert SCENE_TYPE not in type_of(other)
        assert "poolscope.desktop" in output_of("gio", "mime", SCENE_TYPE, env=environment)


package.run_named(globals())
