"""A private X display, the program on it, and a person's hands: what the window tests and scripts/measure share.

Everything waits for a bounded time and says what it waited for.
"""

import os
import pathlib
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib


START_ATTEMPTS = 5


class Failed(Exception):
    """What a check found wrong."""


def wait_until(what, done, seconds=20.0, pause=0.02):
    """Polls done() every `pause` seconds until it gives something; its value, or Failed after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = done()
        if value:
            return value
        time.sleep(pause)
    raise Failed(f"waited {seconds:.0f} s in vain: {what}")


class Display:
    """An Xvfb of its own; its screen is also a file."""

    def __init__(self, width=1440, height=900):
        for tool in ("Xvfb", "xdotool"):
            if shutil.which(tool) is None:
                raise Failed(f"{tool} was not found: scripts/install-deps installs it")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="poolscope-display-"))
        for attempt in range(START_ATTEMPTS):
            # A number of this process's own, so that tests that run together do not ask for the same one.
            self._start(100 + (os.getpid() * START_ATTEMPTS + attempt) % 50000, width, height)
            if self._answers():
                return
            self._stop()
        self.close()
        raise Failed("Xvfb did not start, or did not answer")

    def _start(self, number, width, height):
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", f":{number}", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", str(self.folder), "-nolisten", "tcp", "-dpi", "96",
             # A server that resets after its last client refuses the next one meanwhile.
             "-noreset"],
            pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            numbers.readline()  # written once it listens
        self.name = f":{number}"

    def _answers(self):
        asked = subprocess.run(["xdotool", "getdisplaygeometry"], env=os.environ | {"DISPLAY": self.name},
                               capture_output=True, timeout=20, check=False)
        return asked.returncode == 0

    def _stop(self):
        self.server.terminate()
        self.server.wait(timeout=10)

    def pixels(self):
        """The screen's rows of 4 bytes a pixel; an XWD header says where they lie in the file."""
        data = (self.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        return data[header[0] + 12 * header[19]:]

    def shows_something(self):
        """Whether the screen is no longer the empty, black root."""
        return any(self.pixels()[::4])

    def close(self):
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Program:
    """The program in its window; its home is a folder of its own."""

    def __init__(self, binary, display, arguments=(), wait=True, theme=None, language=None, bus=None):
        self.display = display
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="poolscope-home-"))
        (self.home / "Pictures").mkdir()
        settings = self.home / ".config" / "poolscope" / "settings.toml"
        settings.parent.mkdir(parents=True)
        chosen = {"theme": theme, "language": language}
        settings.write_text("tour_seen = true\n" + "".join(f'{key} = "{value}"\n' for key, value in chosen.items() if value),
                            encoding="utf-8")
        self.log = open(self.home / "log", "w+", encoding="utf-8")
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("XDG_", "WAYLAND", "LC_", "LANG", "DBUS_"))}
        # The desktop of who runs the tests is not asked for files.
        self.environment |= {"DBUS_SESSION_BUS_ADDRESS": bus} if bus else {}
        self.environment |= {"HOME": str(self.home), "DISPLAY": display.name, "LIBGL_ALWAYS_SOFTWARE": "1"}
        # In a sanitised build: the graphics driver leaks, and is unloaded before the leak checker could name it.
        self.environment |= {"ASAN_OPTIONS": "detect_leaks=0"}
        self.process = subprocess.Popen([binary, *map(str, arguments)], cwd=self.home,
                                        env=self.environment, stdout=self.log, stderr=self.log)
        self.window = None
        if wait:
            self._wait_for_window()

    def _wait_for_window(self):
        try:
            self.window = wait_until("the window", self._find_window, 30)
        except Failed:
            self.close()
            raise

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *map(str, words)], env=self.environment, capture_output=True,
                              text=True, timeout=20, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    def _find_window(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}: {self.said()}")
        found = self.xdotool("search", "--onlyvisible", "--pid", self.process.pid)
        return found.split("\n")[0] if found else None

    def said(self):
        self.log.flush()
        return (self.home / "log").read_text(encoding="utf-8").strip()

    def title(self):
        return self.xdotool("getwindowname", self.window)

    def focus(self):
        self.xdotool("windowfocus", "--sync", self.window)

    def key(self, *names):
        for name in names:
            self.xdotool("key", "--clearmodifiers", name)
            time.sleep(0.1)

    def click(self, x, y):
        self.xdotool("mousemove", x, y)
        time.sleep(0.1)
        self.xdotool("mousedown", 1)
        time.sleep(0.1)
        self.xdotool("mouseup", 1)
        time.sleep(0.1)

    def screenshot(self):
        """Presses F12; the bytes of the PNG that appears."""
        folder = self.home / "Pictures"
        before = set(folder.glob("*.png"))
        self.key("F12")
        new = wait_until("a PNG in the pictures folder after F12", lambda: set(folder.glob("*.png")) - before)
        return new.pop().read_bytes()

    def alive(self):
        return self.process.poll() is None

    def cpu_seconds(self):
        """Processor time used so far, by all of its threads."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait_for_exit(self):
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            raise Failed("the program did not quit within 15 s") from None

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(timeout=10)
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def png_pixels(png):
    """(width, height, rows of RGB or RGBA bytes) of an 8-bit PNG without interlacing."""
    if not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Failed("the screenshot is no PNG")
    data, at, header = b"", 8, None
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + size]
        header = struct.unpack(">IIBBBBB", body) if kind == b"IHDR" else header
        data += body if kind == b"IDAT" else b""
        at += size + 12
    width, height, depth, colour = header[:4]
    if depth != 8 or colour not in (2, 6):
        raise Failed(f"the screenshot has depth {depth}, colour type {colour}")
    step = 3 if colour == 2 else 4
    return width, height, _unfilter(zlib.decompress(data), width * step, height, step)


def _unfilter(raw, stride, height, step):
    rows, above = [], bytearray(stride)
    for number in range(height):
        start = number * (stride + 1)
        kind, row = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for i in range(stride if kind else 0):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            row[i] = (row[i] + _predicted(kind, left, above[i], corner)) & 255
        rows.append(bytes(row))
        above = row
    return rows


def _predicted(kind, left, up, corner):
    if kind == 1:
        return left
    if kind == 2:
        return up
    if kind == 3:
        return (left + up) // 2
    nearest = left + up - corner
    distances = (abs(nearest - left), abs(nearest - up), abs(nearest - corner))
    return (left, up, corner)[distances.index(min(distances))]
