"""The real window on a private X display: start, step, edit, screenshot, a wrong file, quit.

Usage: window_test.py PROGRAM NAME   (one of the test functions below, without test_)
"""

import pathlib
import signal
import sys
import tempfile
import time

from real_window import Display, Failed, Program, png_pixels, wait_until


# The middle of an input cell of the default scene, at 1440 x 900.
CELL = (438, 254)
# The right edge of its window.
FRAME = (516, 254)


def expect(condition, what):
    if not condition:
        raise Failed(what)


def quit_with_keys(program):
    program.key("ctrl+q")
    status = program.wait_for_exit()
    expect(status == 0, f"the program quit with {status}: {program.said()}")


def settled(program):
    """The screen once the program has drawn nothing new, and used no processor time, for a while."""
    def state():
        return program.display.pixels(), program.cpu_seconds()

    def unchanged():
        before = state()
        time.sleep(0.7)
        return before[0] if state() == before else None
    return wait_until("a screen that rests", unchanged)


def bytes_apart(one, other, by):
    """How many of two screens' bytes differ by more than `by`."""
    return sum(1 for a, b in zip(one, other) if abs(a - b) > by)


def drag(program, start, end):
    program.xdotool("mousemove", *start)
    time.sleep(0.1)
    program.xdotool("mousedown", 1)
    for part in range(1, 9):
        program.xdotool("mousemove", *(a + (b - a) * part // 8 for a, b in zip(start, end)))
        time.sleep(0.05)
    program.xdotool("mouseup", 1)
    time.sleep(0.1)


def test_starts_and_quits(program):
    expect("Poolscope" in program.title(), f"the title is {program.title()!r}")
    quit_with_keys(program)
    expect(program.said() == "", f"the program said: {program.said()}")


def test_screenshot_is_the_window(program):
    width, height, rows = png_pixels(program.screenshot())
    shape = dict(line.split("=") for line in program.xdotool(
        "getwindowgeometry", "--shell", program.window).split("\n"))
    expect((width, height) == (int(shape["WIDTH"]), int(shape["HEIGHT"])),
           f"the screenshot is {width} x {height}, the window {shape['WIDTH']} x {shape['HEIGHT']}")
    colours = {row[at:at + 3] for row in rows[::10] for at in range(0, len(row) - 4, 40)}
    expect(len(colours) > 5, f"the screenshot has only {len(colours)} colours")
    quit_with_keys(program)


def test_steps_with_keys(program):
    screen = program.display.pixels
    first = settled(program)
    program.key("Right", "Right")
    wait_until("another picture after Right", lambda: screen() != first)
    third = settled(program)
    program.key("Home")
    wait_until("the first picture again after Home", lambda: screen() == first)
    program.key("End")
    wait_until("the last picture after End", lambda: screen() not in (first, third))
    program.key("Home", "space")
    wait_until("the end of playing", lambda: screen() not in (first, third), 30)
    quit_with_keys(program)


def test_steps_after_a_click(program):
    program.click(*CELL)
    selected = settled(program)
    program.key("Right")
    wait_until("another picture after a click and Right", lambda: program.display.pixels() != selected)
    program.key("Left", "Escape")
    quit_with_keys(program)


def test_drags_the_window(program):
    program.xdotool("mousemove", 700, 700)
    first = settled(program)
    program.key("Right")
    wait_until("another picture after Right", lambda: program.display.pixels() != first)
    second = settled(program)
    program.key("Home")
    wait_until("the first picture again", lambda: program.display.pixels() == first)
    drag(program, FRAME, (FRAME[0] + 104, FRAME[1]))  # two cells: the stride
    program.xdotool("mousemove", 700, 700)
    # Words that were new have moved glyphs to other places of their texture, which rounds otherwise.
    wait_until("the second step after a drag of the window's frame",
               lambda: bytes_apart(program.display.pixels(), second, 2) == 0)
    quit_with_keys(program)


def test_changes_mode_with_keys(program):
    screen = program.display.pixels
    forward = settled(program)
    pictures = [forward]
    for mode in ("b", "c", "s"):
        program.key(mode)
        wait_until(f"another picture after {mode}", lambda: screen() not in pictures)
        pictures.append(settled(program))
    program.key("f")
    # Words that were new have moved glyphs to other places of their texture, which rounds otherwise.
    wait_until("the first picture again after f", lambda: bytes_apart(screen(), forward, 2) == 0)
    quit_with_keys(program)


def test_edits_a_cell(program):
    expect("*" not in program.title(), f"unsaved at the start: {program.title()!r}")
    program.click(*CELL)
    program.key("4", "2", "Return")
    wait_until("the mark of unsaved work in the title", lambda: "*" in program.title())
    program.key("Escape", "ctrl+z")
    wait_until("no mark after undo", lambda: "*" not in program.title())
    quit_with_keys(program)


def test_asks_before_unsaved_work_is_dropped(program):
    program.click(*CELL)
    program.key("4", "2", "Return")
    wait_until("the mark of unsaved work in the title", lambda: "*" in program.title())
    program.key("Escape", "ctrl+q")
    time.sleep(1)
    expect(program.alive(), "the program quit and dropped unsaved work")
    program.key("Escape")
    time.sleep(0.5)
    expect(program.alive(), "Escape in the question quit the program")
    program.key("ctrl+z")
    wait_until("no mark after undo", lambda: "*" not in program.title())
    quit_with_keys(program)


def test_a_signal_leaves_no_part_of_an_export(program):
    program.key("ctrl+shift+e")
    target = program.home / "steps.webm"
    time.sleep(1)
    program.key("ctrl+a")
    program.xdotool("type", target)
    program.key("Return")
    wait_until("a part of the export", lambda: list(program.home.glob(".poolscope-*.tmp")))
    program.process.send_signal(signal.SIGTERM)
    expect(program.wait_for_exit() == 0, "the program did not end as it should")
    expect(not list(program.home.glob(".poolscope-*.tmp")) and not target.exists(), "a part of the export was left")


def test_a_signal_leaves_unsaved_work_to_the_next_start(program):
    program.key("F2", "8", "Return")
    wait_until("the mark of unsaved work in the title", lambda: "*" in program.title())
    program.process.send_signal(signal.SIGHUP)  # before the copy of the change is due
    expect(program.wait_for_exit() == 0, "the program did not end as it should")
    unsaved = program.home / ".local" / "state" / "poolscope" / "unsaved"
    expect(list(unsaved.rglob("*.pool.toml")), "the change was lost")


def test_a_wrong_file_is_a_message(program):
    time.sleep(1)
    expect(program.alive(), f"a wrong file ended the program: {program.said()}")
    program.screenshot()
    quit_with_keys(program)


QUIZ_SEED = (1368, 256)  # its box, where the question is of two lines and a button


def begin_quiz(program):
    """With seed 2, whose first question is the output's size."""
    screen = program.display.pixels
    before = settled(program)
    program.key("q")
    wait_until("the quiz", lambda: screen() != before)
    settled(program)
    program.click(*QUIZ_SEED)
    program.key("ctrl+a", "2", "Return")
    program.xdotool("mousemove", 700, 20)


def test_takes_a_quiz(program):
    """By keys alone: a wrong answer, its reason, and the tally as a file."""
    screen = program.display.pixels
    begin_quiz(program)
    time.sleep(1)
    asked = screen()
    # 9 rows and 9 columns are wrong.
    program.key("9", "Tab", "9", "Return")
    # More than the digits and the cursor, which blinks.
    wait_until("the reason for a wrong answer", lambda: bytes_apart(screen(), asked, 2) > 20_000)
    program.key("Escape", "Escape", "ctrl+t")
    time.sleep(1)
    program.key("Return")
    tally = wait_until("the tally as a file", lambda: next(iter(program.home.rglob("tally.csv")), None))
    rows = tally.read_text(encoding="utf-8-sig").splitlines()
    expect(len(rows) == 2, f"the tally has {len(rows)} lines")
    expect(",size," in rows[1] and ",wrong," in rows[1], f"the tally says: {rows[1]}")
    expect("rounded down, plus 1" in rows[1], f"the tally has no reason: {rows[1]}")
    quit_with_keys(program)


def test_types_an_answer_without_its_field(program):
    """The quiz begun by the mouse, a click elsewhere, then digits: they are the answer, and no cell is typed over."""
    screen = program.display.pixels
    begin_quiz(program)
    program.click(*CELL)  # selects it, and takes the keyboard from the answer's field
    asked = settled(program)
    program.key("9", "Tab", "7", "Return")
    wait_until("the reason for a wrong answer", lambda: bytes_apart(screen(), asked, 2) > 20_000)
    expect("*" not in program.title(), f"the digits changed a cell: {program.title()!r}")
    program.key("Escape", "ctrl+t")
    time.sleep(1)
    program.key("Return")
    tally = wait_until("the tally as a file", lambda: next(iter(program.home.rglob("tally.csv")), None))
    rows = tally.read_text(encoding="utf-8-sig").splitlines()
    expect(len(rows) == 2 and "9 × 7" in rows[1], f"the tally says: {rows[1:]}")
    quit_with_keys(program)


def test_idle_is_idle(program):
    time.sleep(2)
    before, since = program.cpu_seconds(), time.monotonic()
    time.sleep(5)
    share = (program.cpu_seconds() - before) / (time.monotonic() - since)
    expect(share < 0.01, f"the idle window used {100 * share:.2f} % of a core")
    quit_with_keys(program)


def arguments_of(name, folder):
    """What the program is to open."""
    if name == "a_wrong_file_is_a_message":
        return [__file__]
    if name == "a_signal_leaves_no_part_of_an_export":  # with many steps: it takes its time
        (folder / "grid.csv").write_text(60 * (",".join(60 * ["1"]) + "\n"), encoding="utf-8")
        return [folder / "grid.csv"]
    return []


def main():
    binary, name = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        run(binary, name, arguments_of(name, pathlib.Path(folder)))


def run(binary, name, arguments):
    with Display() as display, Program(binary, display, arguments) as program:
        program.focus()
        # Away from the stage: what the pointer is over is drawn too.
        program.xdotool("mousemove", 2, 2)
        time.sleep(0.5)
        globals()[f"test_{name}"](program)


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"window_test: {failure}")
