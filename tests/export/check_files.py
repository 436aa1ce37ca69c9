"""Reads what `render` writes with programs that others wrote: ffprobe, ffmpeg, rsvg-convert, pdftoppm, pdffonts and
pdftotext. Each frame is held against the PNG of its step.

Usage: check_files.py PROGRAM SCENES_FOLDER NAME_OF_CHECK
"""

import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np

PROGRAM, SCENES = sys.argv[1], pathlib.Path(sys.argv[2])
DEFAULT = SCENES / "default.pool.toml"  # max, 9 steps
PICTURE = SCENES / "picture.pool.toml"  # heatmaps
WINNER = (213, 94, 0)


def run(*words, status=0, env=None, **options):
    if env is not None and "LSAN_OPTIONS" in os.environ:
        env |= {"LSAN_OPTIONS": os.environ["LSAN_OPTIONS"]}
    ended = subprocess.run([str(word) for word in words], capture_output=True, timeout=120, check=False, env=env,
                           **options)
    if ended.returncode != status:
        raise AssertionError(f"{words}: status {ended.returncode}: {ended.stderr.decode()}")
    return ended


def render(*words, **options):
    return run(PROGRAM, "render", *words, **options)


def probe(file):
    told = json.loads(run("ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-show_frames",
                          "-of", "json", file).stdout)
    return told["streams"][0], told["frames"], told["format"]


def frames_of(file, width, height):
    """Every picture in the file, shape (frames, height, width, 3)."""
    raw = run("ffmpeg", "-v", "error", "-i", file, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24",
              "-").stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)


def picture(file):
    stream = probe(file)[0]
    return frames_of(file, stream["width"], stream["height"])[0]


def share_of_differing(a, b, by):
    """Of the pixels, how many differ by more than `by` of 255 in any channel."""
    assert a.shape == b.shape, (a.shape, b.shape)
    return float((np.abs(a.astype(int) - b.astype(int)).max(axis=-1) > by).mean())


def expect(told, wanted, what):
    assert told == wanted, f"{what}: {told}, not {wanted}"


def vectors_are_the_picture(folder):
    """SVG and PDF, drawn by other programs, differ from our PNG in at most 1 % of the pixels."""
    for scene, options in ((DEFAULT, ()), (DEFAULT, ("--theme", "dark", "--lang", "zh")), (PICTURE, ()),
                           (SCENES / "three-channels.pool.toml", ("--size", "1280x720"))):
        render(scene, "-o", folder / "a.png", "--scale", 2, *options)
        ours = picture(folder / "a.png")
        render(scene, "-o", folder / "a.svg", "--scale", 2, *options)
        run("rsvg-convert", folder / "a.svg", "-o", folder / "svg.png")
        render(scene, "-o", folder / "a.pdf", *options)
        run("pdftoppm", "-r", 144, "-png", "-singlefile", folder / "a.pdf", folder / "pdf")
        for other in ("svg.png", "pdf.png"):
            share = share_of_differing(ours, picture(folder / other), 64)
            print(f"{scene.name} {options} {other}: {share:.3%} of the pixels differ by more than a quarter")
            assert share <= 0.01, (scene.name, options, other, share)


# The system's fonts but the one that drawings are set in.
WITHOUT_INTER = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include><cachedir>{cache}</cachedir>
<selectfont><rejectfont><pattern><patelt name="family"><string>Inter</string></patelt></pattern></rejectfont></selectfont>
</fontconfig>"""


def vectors_stand_other_fonts(folder):
    """Where a program has not our font, no number leaves its cell; letters as paths look the same."""
    config = folder / "fonts.conf"
    config.write_text(WITHOUT_INTER.format(cache=folder / "fonts"))
    env = {"FONTCONFIG_FILE": str(config)}

    def drawn(text, name):
        (folder / "b.svg").write_text(text)
        run("rsvg-convert", folder / "b.svg", "-o", folder / name, env=env)
        return picture(folder / name).astype(int)
    for scene in (DEFAULT, SCENES / "divisor.pool.toml", SCENES / "all-negative.pool.toml"):
        render(scene, "-o", folder / "a.png", "--scale", 2)
        ours = picture(folder / "a.png")
        render(scene, "-o", folder / "a.svg", "--scale", 2)
        text = (folder / "a.svg").read_text()
        cells = re.findall(r'<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)" rx="[^"]+" fill="none"', text)
        with_text, without = drawn(text, "text.png"), drawn(re.sub("<text.*?</text>", "", text), "bare.png")
        ink = np.abs(with_text - without).max(axis=-1) > 64
        assert share_of_differing(with_text, ours, 64) > 0.001, "the other font was not taken"
        looked_at = 0
        for x, y, w, h in ([2 * float(side) for side in cell] for cell in cells):
            if not 40 < w < 200 or abs(w - h) > 1:
                continue
            left, top, right, bottom = (round(side) for side in (x, y, x + w, y + h))
            edge = ink[top:bottom, left:right].copy()
            looked_at += edge.any()
            edge[4:-4, 4:-4] = False
            assert not edge.any(), f"{scene.name}: a number touches the edge of its cell at {left / 2}, {top / 2}"
        assert looked_at >= 9, looked_at
        render(scene, "-o", folder / "a.svg", "--scale", 2, "--text", "paths")
        share = share_of_differing(drawn((folder / "a.svg").read_text(), "paths.png"), ours, 64)
        assert share <= 0.01, (scene.name, "paths", share)


def pdf_holds_text_in_its_own_fonts(folder):
    for lang, words in (("en", "Step 1 of 9"), ("zh", "第 1 步")):
        render(DEFAULT, "-o", folder / "a.pdf", "--lang", lang)
        text = " ".join(run("pdftotext", "-layout", folder / "a.pdf", "-").stdout.decode().split())
        assert words.replace(" ", "") in text.replace(" ", ""), text
        fonts = run("pdffonts", folder / "a.pdf").stdout.decode().splitlines()[2:]
        assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
        images = run("pdfimages", "-list", folder / "a.pdf").stdout.decode().splitlines()[2:]
        expect(images, [], "pictures in a page of vectors")
        assert "Pages:           1" in run("pdfinfo", folder / "a.pdf").stdout.decode()


def steps_of(folder, scene, *options):
    """The PNG of each step, in one size."""
    frames = folder / scene.stem
    render(scene, "--frames", frames, *options)
    return [picture(file) for file in sorted(frames.glob("*.png"))]


def animations_show_each_step(folder):
    """Count, size, timing, and each frame's pixels, the winner's colour among them."""
    for scene in (DEFAULT, SCENES / "max-2x2.pool.toml"):
        wanted = steps_of(folder, scene)
        height, width = wanted[0].shape[:2]
        count = len(wanted)
        for name, by in (("a.gif", 24), ("a.apng", 0), ("a.webp", 24), ("a.mp4", 64), ("a.webm", 64)):
            file = folder / name
            render(scene, "-o", file, "--fps", 4, "--hold", 1)
            if name == "a.webp":
                check_webp(file, wanted, by)
                continue
            stream, frames, _ = probe(file)
            even = name in ("a.mp4", "a.webm")
            expect((stream["width"], stream["height"]),
                   (width + width % 2, height + height % 2) if even else (width, height), f"size of {name}")
            # A video repeats its last frame for as long as it stays: 4 times in a second.
            expect(len(frames), count + 3 if even else count, f"frames of {name}")
            starts = [float(frame["pts_time"]) for frame in frames]
            assert np.allclose(np.diff(starts), 0.25, atol=0.011), (name, starts)
            pixels = frames_of(file, stream["width"], stream["height"])[:, :height, :width]
            for i, step in enumerate(wanted):
                share = share_of_differing(pixels[i], step, by)
                assert share <= 0.01, (name, i, share)
                check_winner(name, pixels[i], step, exact=not even)
            print(f"{scene.name} {name}: {len(frames)} frames as their PNGs")


def check_winner(name, frame, step, exact):
    """The winner's colour stands where it stands in the picture of the step."""
    there = (step == WINNER).all(axis=-1)
    assert there.sum() > 50, "the step shows no winner"
    distance = np.abs(frame[there].astype(int) - WINNER).max(axis=-1)
    limit = 0 if exact else 40
    # Of video, every other pixel's colour is kept: thin lines mix with what is beside them.
    share = 0.9 if exact else 0.6
    assert (distance <= limit).mean() > share, (name, np.percentile(distance, 100 * share))


def check_webp(file, wanted, by):
    """FFmpeg does not read animated WebP: Pillow does."""
    from PIL import Image
    with Image.open(file) as animation:
        expect(animation.n_frames, len(wanted), "frames of a.webp")
        for i, step in enumerate(wanted):
            animation.seek(i)
            animation.load()
            expect(animation.info["duration"], 1000 if i + 1 == len(wanted) else 250, "time of a frame")
            frame = np.asarray(animation.convert("RGB"))
            share = share_of_differing(frame, step, by)
            assert share <= 0.01, ("a.webp", i, share)
            check_winner("a.webp", frame, step, exact=True)


def mp4_plays_in_presentations(folder):
    render(DEFAULT, "-o", folder / "a.mp4", "--size", "641x481", "--fps", 2)
    stream, _, form = probe(folder / "a.mp4")
    expect(stream["codec_name"], "h264", "codec")
    expect(stream["pix_fmt"], "yuv420p", "pixels")
    expect((stream["width"] % 2, stream["height"] % 2), (0, 0), "odd sides")
    expect(stream["color_space"], "bt709", "colours")
    assert "mp4" in form["format_name"]
    data = (folder / "a.mp4").read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat"), "what is needed to start playing stands at the end"


def gliding_keeps_its_pace(folder):
    render(DEFAULT, "-o", folder / "a.mp4", "--glide", "--fps", 20, "--pace", 2, "--hold", 1)
    _, frames, _ = probe(folder / "a.mp4")
    # 9 steps at 2 a second are 4.5 s; the last frame, which has stood since the window arrived, stays for a second.
    assert 100 <= len(frames) <= 110, len(frames)
    render(DEFAULT, "-o", folder / "a.gif", "--glide", "--fps", 20, "--pace", 2, "--steps", "1:2", "--hold", 0)
    stream, frames, _ = probe(folder / "a.gif")
    pixels = frames_of(folder / "a.gif", stream["width"], stream["height"])
    first, last = pixels[0].astype(int), pixels[-1].astype(int)
    between = [p for p in pixels if np.abs(p - first).max() > 0 and np.abs(p - last).max() > 0]
    assert len(between) >= 3, "the window jumps"


def gif_says_how_often_it_plays(folder):
    for loops, wanted in ((0, 0), (1, None), (3, 2)):
        render(DEFAULT, "-o", folder / "a.gif", "--loop", loops)
        data = (folder / "a.gif").read_bytes()
        at = data.find(b"NETSCAPE2.0\x03\x01")
        told = None if at < 0 else int.from_bytes(data[at + 13:at + 15], "little")
        expect(told, wanted, f"repeats of a GIF that plays {loops} times")


def flat_colours_have_no_speckle(folder):
    """The background of each frame is one colour."""
    render(PICTURE, "-o", folder / "a.gif", "--steps", "1:6")
    stream, _, _ = probe(folder / "a.gif")
    for frame in frames_of(folder / "a.gif", stream["width"], stream["height"]):
        assert (frame[:8] == frame[0, 0]).all(), "the margin is speckled"


def sheets_hold_every_step(folder):
    for end in ("png", "svg", "pdf"):
        render(DEFAULT, "-o", folder / f"sheet.{end}", "--sheet")
    text = run("pdftotext", folder / "sheet.pdf", "-").stdout.decode()
    expect({f"Step {i} of 9" in text for i in range(1, 10)}, {True}, "captions on the sheet")
    render(DEFAULT, "-o", folder / "some.pdf", "--sheet", "--steps", "2:3")
    text = run("pdftotext", folder / "some.pdf", "-").stdout.decode()
    expect([f"Step {i} of 9" in text for i in (1, 2, 3, 4)], [False, True, True, False], "captions of 2:3")


def transparent_pictures_have_no_background(folder):
    def corner(file):
        raw = run("ffmpeg", "-v", "error", "-i", file, "-frames:v", 1, "-f", "rawvideo", "-pix_fmt", "rgba", "-").stdout
        return raw[3]
    for end in ("png", "apng"):
        render(DEFAULT, "-o", folder / f"a.{end}", "--transparent")
        expect(corner(folder / f"a.{end}"), 0, f"corner of {end}")
        render(DEFAULT, "-o", folder / f"b.{end}")
        expect(corner(folder / f"b.{end}"), 255, f"corner of {end}")
    render(DEFAULT, "-o", folder / "a.svg", "--transparent")
    run("rsvg-convert", folder / "a.svg", "-o", folder / "svg.png")
    expect(corner(folder / "svg.png"), 0, "corner of svg")
    refused = render(DEFAULT, "-o", folder / "a.gif", "--transparent", status=2)
    assert b"--transparent" in refused.stderr, refused.stderr


def same_input_same_bytes(folder):
    for end in ("png", "svg", "pdf", "tex", "gif", "apng", "webp", "mp4", "webm", "json", "npy", "csv"):
        render(DEFAULT, "-o", folder / f"a.{end}", env={"TZ": "Asia/Shanghai", "HOME": str(folder)})
        first = (folder / f"a.{end}").read_bytes()
        time.sleep(1.1 if end in ("pdf", "mp4") else 0)  # a time stamp would show
        render(DEFAULT, "-o", folder / f"a.{end}", env={"TZ": "UTC", "HOME": "/"})
        assert (folder / f"a.{end}").read_bytes() == first, f"two runs gave two {end} files"


def nothing_is_left(folder, before):
    left = {file.name for file in folder.iterdir()} - before
    assert not left, f"left behind: {left}"


def bad_orders_leave_nothing(folder):
    """One sentence, no partial file, and what was there stays."""
    before = {file.name for file in folder.iterdir()}
    for words, says in ((["-o", folder / "a.bmp"], "end it in one of"),
                        (["-o", folder / "no" / "a.gif"], "no/a.gif"),
                        (["-o", folder / "a.gif", "--steps", "5:4"], "holds no step"),
                        (["-o", folder / "a.gif", "--steps", "1:99"], "there is no step 99"),
                        (["-o", folder / "a.gif", "--fps", "0"], "out of range"),
                        (["-o", folder / "a.png", "--fps", "3"], "--fps"),
                        (["-o", folder / "a.json", "--theme", "dark"], "--theme"),
                        (["-o", folder / "a.gif", "--lang", "xx"], "language"),
                        (["-o", folder / "a.gif", "--size", "9x9"], "--size")):
        ended = subprocess.run([PROGRAM, "render", str(DEFAULT), *map(str, words)], capture_output=True, check=False)
        assert ended.returncode in (1, 2), (words, ended)
        told = ended.stderr.decode()
        assert says in told and told.startswith("poolscope: ") and told.count("\n") == 1, told
    nothing_is_left(folder, before)


def big_grid(folder):
    grid = folder / "big.csv"
    grid.write_text("\n".join(",".join(str((r * 7 + c) % 10) for c in range(60)) for r in range(60)))
    return grid


def a_full_disk_leaves_nothing(folder):
    """A file may grow to 1 MB here (the program's fonts need as much), as on a disk that fills half-way."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    grid = big_grid(folder)
    (folder / "a.gif").write_bytes(b"kept")
    before = {file.name for file in folder.iterdir()}
    for name, options in (("a.gif", ("--scale", 3, "--steps", "1:40")), ("a.mp4", ("--scale", 4, "--steps", "1:24"))):
        ended = render(grid, "-o", folder / name, *options, status=1, preexec_fn=limit)
        told = ended.stderr.decode()
        assert told.startswith("poolscope: ") and told.count("\n") == 1 and name in told, (name, told)
        nothing_is_left(folder, before)
        expect((folder / "a.gif").read_bytes(), b"kept", "the file that was there")


def an_interrupted_export_leaves_nothing(folder):
    grid = big_grid(folder)
    before = {file.name for file in folder.iterdir()}
    for name, sent in (("a.gif", signal.SIGINT), ("a.mp4", signal.SIGTERM), ("frames", signal.SIGHUP)):
        where = ["--frames", folder / name] if name == "frames" else ["-o", folder / name]
        running = subprocess.Popen([PROGRAM, "render", grid, *where], stderr=subprocess.PIPE)
        time.sleep(1.5)
        assert running.poll() is None, f"{name} was done before it could be interrupted"
        running.send_signal(sent)
        told = running.communicate(timeout=30)[1].decode()
        assert running.returncode == 1 and "cancelled" in told, (running.returncode, told)
        nothing_is_left(folder, before)


CHECKS = [vectors_are_the_picture, vectors_stand_other_fonts, pdf_holds_text_in_its_own_fonts, animations_show_each_step,
          mp4_plays_in_presentations, gliding_keeps_its_pace, gif_says_how_often_it_plays, flat_colours_have_no_speckle,
          sheets_hold_every_step, transparent_pictures_have_no_background, same_input_same_bytes,
          bad_orders_leave_nothing, a_full_disk_leaves_nothing, an_interrupted_export_leaves_nothing]


def main():
    for check in CHECKS:
        if check.__name__ == sys.argv[3]:
            with tempfile.TemporaryDirectory(prefix="poolscope-export-") as folder:
                check(pathlib.Path(folder))
            return
    raise SystemExit(f"there is no check {sys.argv[3]}")


main()
