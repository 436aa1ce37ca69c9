"""The real window and the desktop's own dialogs, played by a fake portal on a private session bus.

Usage: dbus-run-session -- desktop_test.py PROGRAM NAME   (one of the test functions below, without test_)
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

from gi.repository import GLib

from fake_desktop import FakeDesktop, GIVEN_UP, chosen
from real_window import Display, Failed, Program, wait_until
from window_test import expect, quit_with_keys

# The button of a message of one line, at 1440 x 900.
SHOW_IN_FOLDER = (790, 759)
# The way to a printed handout, in the same window.
EXPORT_MENU, HANDOUT_ITEM, PRINT_BUTTON = (464, 22), (470, 539), (1000, 695)


def grid_in(folder):
    file = pathlib.Path(folder) / "a grid.csv"
    file.write_text("1,2\n3,4\n", encoding="utf-8")
    return file


def test_opens_a_file(open_program, folder):
    desktop = FakeDesktop({"OpenFile": chosen(grid_in(folder))})
    with open_program() as program:
        program.key("ctrl+o")
        wait_until("the file's name in the title", lambda: "a grid.csv" in program.title())
        parent, title, options = desktop.asked("OpenFile")
        expect(parent.startswith("x11:"), f"the dialog lies over no window: {parent!r}")
        expect(title and options["modal"] and options["accept_label"], f"asked by {title!r}, {options}")
        patterns = [pattern for _, pattern in options["filters"][0][1]]
        expect({"*.png", "*.PNG", "*.csv", "*.toml"} <= set(patterns), f"offers {patterns}")
        quit_with_keys(program)


def test_saves_with_the_ending(open_program, folder):
    FakeDesktop({"SaveFile": chosen(pathlib.Path(folder) / "mine")})
    with open_program() as program:
        program.key("ctrl+s")
        wait_until("the scene", (pathlib.Path(folder) / "mine.pool.toml").exists)
        wait_until("its name in the title", lambda: program.title().startswith("mine "))
        quit_with_keys(program)


def test_giving_up_changes_nothing(open_program, _):
    desktop = FakeDesktop({"OpenFile": GIVEN_UP})
    with open_program() as program:
        before = program.title()
        program.key("ctrl+o")
        wait_until("the question", lambda: desktop.asked("OpenFile"))
        time.sleep(0.5)
        expect(program.title() == before, f"the title is {program.title()!r}")
        quit_with_keys(program)  # no dialog is in the way


def test_escape_takes_the_question_back(open_program, _):
    desktop = FakeDesktop({})
    with open_program() as program:
        program.key("ctrl+o")
        wait_until("the question", lambda: desktop.asked("OpenFile"))
        time.sleep(1)  # in which the dialog's fonts are made
        before = program.cpu_seconds()
        time.sleep(2)
        expect(program.cpu_seconds() - before < 0.1, "the window is busy while it waits")
        program.key("Escape")
        wait_until("the end of the request", lambda: desktop.asked("Close") is not None)
        quit_with_keys(program)


def page_size(pdf):
    """Width and height in points, as pdfinfo reads them."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        info = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
        words = subprocess.run(["pdftotext", file.name, "-"], capture_output=True, text=True, check=True).stdout
    line = next(line for line in info.splitlines() if line.startswith("Page size"))
    numbers = [float(word) for word in line.split() if word.replace(".", "").isdigit()]
    return numbers[:2], words


def test_prints_the_figure(open_program, _):
    setup = GLib.Variant("a{sv}", {"Width": GLib.Variant("d", 148.0), "Height": GLib.Variant("d", 210.0),
                                   "Orientation": GLib.Variant("s", "landscape")})
    desktop = FakeDesktop({"PreparePrint": (0, {"token": GLib.Variant("u", 7), "page-setup": setup}), "Print": (0, {})})
    with open_program() as program:
        program.key("Right", "ctrl+p")
        wait_until("a page", lambda: desktop.printed)
        (width, height), words = page_size(desktop.printed)
        # A5 lying on its side.
        expect(abs(width - 595.3) < 2 and abs(height - 419.5) < 2, f"the page has {width} x {height} points")
        expect("max" in words, f"the page says {words!r}")
        expect(desktop.asked("Print")[-1]["token"] == 7, "another dialog would be shown")
        quit_with_keys(program)


def test_prints_a_handout(open_program, _):
    desktop = FakeDesktop({"PreparePrint": (0, {"token": GLib.Variant("u", 7)}), "Print": (0, {})})
    with open_program() as program:
        for place in (EXPORT_MENU, HANDOUT_ITEM, PRINT_BUTTON):
            program.click(*place)
            time.sleep(1)
        wait_until("pages", lambda: desktop.printed)
        (width, height), words = page_size(desktop.printed)
        expect(abs(width - 595.3) < 2 and abs(height - 841.9) < 2, f"the page has {width} x {height} points")
        expect("Exercise 1" in words and "Name" in words, f"the page says {words!r}")
        _, title, _, setup, _ = desktop.asked("PreparePrint")
        expect(title == "Pooling by hand", f"the printer's queue shows {title!r}")
        expect(setup["Name"] == "iso_a4" and abs(setup["Height"] - 297) < 0.1 and setup["Orientation"] == "portrait",
               f"the dialog begins with {setup}")
        for _ in range(3):  # what is left of printing, and the handout's dialog, which is there again
            time.sleep(0.5)
            program.key("Escape")
        quit_with_keys(program)


def test_printing_can_be_given_up(open_program, _):
    desktop = FakeDesktop({"PreparePrint": GIVEN_UP})
    with open_program() as program:
        program.key("ctrl+p")
        wait_until("the question", lambda: desktop.asked("PreparePrint"))
        time.sleep(0.5)
        expect(desktop.asked("Print") is None, "it was printed all the same")
        quit_with_keys(program)


def test_prints_by_the_viewer_where_there_is_no_portal(open_program, folder):
    opener = pathlib.Path(folder) / "xdg-open"
    opener.write_text(f'#!/bin/sh\ncp "$1" "{folder}/opened.pdf.part" && mv "{folder}/opened.pdf.part" "{folder}/opened.pdf"\n',
                      encoding="utf-8")
    opener.chmod(0o755)
    with open_program() as program:
        program.key("ctrl+p")
        opened = pathlib.Path(folder) / "opened.pdf"
        wait_until("a page in the viewer", opened.exists)
        (width, height), _ = page_size(opened.read_bytes())
        expect(abs(width - 841.9) < 2 and abs(height - 595.3) < 2, f"the page has {width} x {height} points")
        quit_with_keys(program)


def test_shows_a_written_file_in_its_folder(open_program, _):
    desktop = FakeDesktop({})
    with open_program() as program:
        program.screenshot()
        time.sleep(0.5)
        program.click(*SHOW_IN_FOLDER)
        uris, _ = wait_until("the file manager", lambda: desktop.asked("ShowItems"))
        expect(len(uris) == 1 and uris[0].endswith(".png"), f"shown: {uris}")
        quit_with_keys(program)


def main():
    binary, name = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"

        def open_program():
            program = Program(binary, display, bus=os.environ["DBUS_SESSION_BUS_ADDRESS"])
            program.focus()
            program.xdotool("mousemove", 2, 2)
            time.sleep(0.5)
            return program
        globals()[f"test_{name}"](open_program, folder)


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"desktop_test: {failure}")
