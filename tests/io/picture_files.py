#!/usr/bin/python3
"""Writes pictures of every kind, by Pillow, FFmpeg and by hand, for Poolscope to read.

Usage: picture_files.py kinds FOLDER    writes pictures, each with its values as NAME.npy, shape (c, h, w), and
                                        FOLDER/index.txt, which names each picture and how far its values may be off
       picture_files.py reduced FOLDER  writes pictures and what they are, reduced by the factor before their names' first -
       picture_files.py large FOLDER    writes pictures of 4096 x 4096 that take long to decode
       picture_files.py broken FOLDER   writes pictures that lack something; FOLDER/index.txt says what is to be said
"""
import io
import pathlib
import struct
import subprocess
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

WIDTH, HEIGHT = 37, 23


def smooth(channels):
    """Values that a lossy format keeps, and that tell rows, columns and channels apart."""
    row, col = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [row * 7 + 20, col * 5 + 30, 200 - row * 3, 40 + row * 4 + col * 2]
    return np.stack(planes[:channels], -1).astype(np.uint8)


def rough(channels):
    """Values of every size, in no order."""
    return np.random.default_rng(channels).integers(0, 256, (HEIGHT, WIDTH, channels), np.uint8)


def over_white(values):
    """Planes of values whose last channel is alpha."""
    values = values.astype(np.float32)
    alpha = values[..., -1:] / np.float32(255)
    return values[..., :-1] * alpha + np.float32(255) * (1 - alpha)


class Kinds:
    """Files with the values that are to be read from them."""

    def __init__(self, folder):
        self.folder = folder
        self.index = open(folder / "index.txt", "w")

    def expect(self, name, values, tolerance=0):
        values = np.asarray(values, np.float32)
        if values.ndim == 2:
            values = values[..., None]
        np.save(self.folder / (name + ".npy"), np.ascontiguousarray(values.transpose(2, 0, 1)))
        print(name, tolerance, file=self.index)

    def pillow(self, name, image, values, tolerance=0, **options):
        image.save(self.folder / name, **options)
        self.expect(name, values, tolerance)

    def ffmpeg(self, name, values, pixel_format, expected, *options):
        """Encodes values whose bytes lie as FFmpeg's pixel format says."""
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", pixel_format, "-s",
             f"{WIDTH}x{HEIGHT}", "-i", "-", *options, self.folder / name],
            input=values.tobytes(), check=True)
        self.expect(name, expected)

    def bytes(self, name, data, values):
        (self.folder / name).write_bytes(data)
        self.expect(name, values)


def image_of(values):
    if values.shape[-1] == 2:
        return Image.fromarray(values, "LA")
    return Image.fromarray(values[..., 0] if values.shape[-1] == 1 else values)


def with_palette(colors):
    """An image of that many colours, and their values."""
    image = image_of(rough(3)).quantize(colors)
    return image, np.asarray(image.convert("RGB"))


def png(kinds):
    for channels in (1, 3):
        kinds.pillow(f"{channels}.png", image_of(rough(channels)), rough(channels))
    for channels in (2, 4):
        kinds.pillow(f"{channels}.png", image_of(rough(channels)), over_white(rough(channels)))
    for bits in (1, 2, 4, 8):
        image, values = with_palette(2**bits)
        kinds.pillow(f"palette-{bits}.png", image, values, bits=bits)
        alpha = np.arange(2**bits, dtype=np.uint8) * (255 // (2**bits - 1))
        clear = np.dstack([values, alpha[np.asarray(image)]])
        kinds.pillow(f"palette-clear-{bits}.png", image, over_white(clear), bits=bits,
                     transparency=alpha.tobytes())
    bilevel = rough(1)[..., 0] > 127
    kinds.pillow("bilevel.png", Image.fromarray(bilevel), bilevel * 255)
    grey, color = rough(1)[..., 0], rough(3)
    key = grey[5, 7]
    kinds.pillow("grey-key.png", image_of(rough(1)), np.where(grey == key, 255, grey),
                 transparency=int(key))
    key = color[5, 7]
    kinds.pillow("colour-key.png", image_of(color),
                 np.where((color == key).all(-1, keepdims=True), 255, color),
                 transparency=tuple(int(c) for c in key))
    wide = np.random.default_rng(9).integers(0, 65536, (HEIGHT, WIDTH, 3), np.uint16)
    for interlaced in ((), ("-flags", "+ildct")):
        mark = "interlaced" if interlaced else "plain"
        kinds.ffmpeg(f"16-{mark}.png", wide.astype(">u2"), "rgb48be", wide >> 8, *interlaced)
        kinds.ffmpeg(f"16-grey-{mark}.png", wide[..., 0].astype(">u2"), "gray16be", wide[..., 0] >> 8,
                     *interlaced)
        kinds.ffmpeg(f"3-{mark}.png", color, "rgb24", color, *interlaced)


def jpeg(kinds):
    for progressive in (False, True):
        options = {"quality": 100, "subsampling": 0, "progressive": progressive}
        mark = "progressive" if progressive else "baseline"
        for channels in (1, 3):
            kinds.pillow(f"{channels}-{mark}.jpg", image_of(smooth(channels)), smooth(channels), 3, **options)
        ink = smooth(4)
        light = (255.0 - ink[..., :3]) * (255.0 - ink[..., 3:]) / 255
        kinds.pillow(f"cmyk-{mark}.jpg", Image.fromarray(ink, "CMYK"), light, 3, **options)
        for subsampling in (1, 2):  # what is known of the colours is blurred, and so they vary little here
            values = smooth(3) // 4 + 90
            kinds.pillow(f"sampled-{subsampling}-{mark}.jpeg", image_of(values), values, 4,
                         **options | {"subsampling": subsampling})


def webp(kinds):
    for channels in (3, 4):
        values = rough(channels)
        kinds.pillow(f"{channels}-lossless.webp", image_of(values),
                     values if channels == 3 else over_white(values), lossless=True, exact=True)
    image_of(smooth(4)).save(kinds.folder / "lossy.webp", quality=80)
    image_of(smooth(3)).save(kinds.folder / "lossy-opaque.webp", quality=80)
    for name in ("lossy.webp", "lossy-opaque.webp"):
        values = np.asarray(Image.open(kinds.folder / name).convert("RGBA"))
        kinds.expect(name, over_white(values))
    first, second = image_of(rough(4)), image_of(smooth(4))
    kinds.pillow("moving.webp", first, over_white(rough(4)), lossless=True, exact=True,
                 save_all=True, append_images=[second], duration=100)


def with_offset(gif, background):
    """The same frame on a canvas of twice the size, 5 from the left and 3 from the top."""
    gif = bytearray(gif)
    gif[6:10] = struct.pack("<HH", WIDTH * 2, HEIGHT * 2)
    gif[11] = background
    frame = gif.index(b",", 13 + 3 * (2 << (gif[10] & 7)))
    gif[frame + 1:frame + 5] = struct.pack("<HH", 5, 3)
    return bytes(gif)


def gif(kinds):
    image, values = with_palette(64)
    for interlaced in (False, True):
        kinds.pillow(f"interlaced-{interlaced}.gif", image, values, interlace=interlaced)
    clear = np.where(np.asarray(image)[..., None] == 7, 255, values)
    kinds.pillow("clear.gif", image, clear, transparency=7)
    kinds.pillow("moving.gif", image, values, save_all=True,
                 append_images=[image_of(rough(1)).convert("P")], duration=100)
    plain = (kinds.folder / "interlaced-False.gif").read_bytes()
    palette = np.array(image.getpalette()[:64 * 3]).reshape(-1, 3)
    for background in (0, 9):
        canvas = np.full((HEIGHT * 2, WIDTH * 2, 3), 255 if background == 0 else palette[background])
        canvas[3:3 + HEIGHT, 5:5 + WIDTH] = values
        kinds.bytes(f"offset-{background}.gif", with_offset(plain, background), canvas)


def from_top(bmp, channels):
    """The same rows, the first at the top."""
    at, = struct.unpack_from("<I", bmp, 10)
    stride = (WIDTH * channels + 3) // 4 * 4
    rows = [bmp[at + i * stride:at + (i + 1) * stride] for i in range(HEIGHT)]
    return bmp[:22] + struct.pack("<i", -HEIGHT) + bmp[26:at] + b"".join(reversed(rows))


def bits_widened(value, bits):
    return (value << (8 - bits) | value >> (2 * bits - 8)).astype(np.uint8)


def bmp(kinds):
    grey, color = rough(1), rough(3)
    bilevel = grey[..., 0] > 127
    kinds.pillow("1.bmp", image_of(grey), np.repeat(grey, 3, -1))
    kinds.pillow("3.bmp", image_of(color), color)
    kinds.pillow("4.bmp", image_of(rough(4)), over_white(rough(4)))
    kinds.pillow("bilevel.bmp", Image.fromarray(bilevel), np.repeat(bilevel[..., None] * 255, 3, -1))
    image, values = with_palette(50)
    kinds.pillow("palette.bmp", image, values)
    kinds.bytes("from-top.bmp", from_top((kinds.folder / "3.bmp").read_bytes(), 3), color)
    unused = np.dstack([color, np.zeros_like(grey)])
    kinds.pillow("unused-alpha.bmp", image_of(unused), color)
    packed = np.random.default_rng(3).integers(0, 65536, (HEIGHT, WIDTH), np.uint16)
    red, green, blue = packed >> 11, packed >> 5 & 63, packed & 31
    expected = np.dstack([bits_widened(red, 5), bits_widened(green, 6), bits_widened(blue, 5)])
    kinds.ffmpeg("565.bmp", packed.astype("<u2"), "rgb565le", expected)
    green = packed >> 5 & 31
    expected = np.dstack([bits_widened(packed >> 10 & 31, 5), bits_widened(green, 5), bits_widened(blue, 5)])
    kinds.ffmpeg("555.bmp", packed.astype("<u2"), "rgb555le", expected)


def tga(kinds):
    image, values = with_palette(50)
    ramp = np.repeat(smooth(3)[:, :1] // 8 * 8, WIDTH, 1)  # long runs
    for compression in (None, "tga_rle"):
        for orientation in (1, -1):
            mark = f"{compression}-{orientation}.tga"
            options = {"compression": compression, "orientation": orientation}
            kinds.pillow("palette-" + mark, image, values, **options)
            kinds.pillow("runs-" + mark, image_of(ramp), ramp, **options)
            for channels in (1, 3):
                kinds.pillow(f"{channels}-{mark}", image_of(rough(channels)), rough(channels), **options)
            for channels in (2, 4):
                kinds.pillow(f"{channels}-{mark}", image_of(rough(channels)), over_white(rough(channels)),
                             **options)
    packed = np.random.default_rng(3).integers(0, 32768, (HEIGHT, WIDTH), np.uint16)
    expected = np.dstack([(packed >> shift & 31) * 255 // 31 for shift in (10, 5, 0)])
    kinds.ffmpeg("555.tga", packed.astype("<u2"), "rgb555le", expected)


def pnm(kinds):
    kinds.pillow("1.pgm", image_of(rough(1)), rough(1))
    kinds.pillow("3.ppm", image_of(rough(3)), rough(3))
    header = b"P5 # a remark\n# and another\n%d\t%d\n255\n" % (WIDTH, HEIGHT)
    kinds.bytes("remarks.pnm", header + rough(1).tobytes(), rough(1))
    wide = np.random.default_rng(9).integers(0, 65536, (HEIGHT, WIDTH, 3), np.uint16)
    kinds.ffmpeg("16.ppm", wide.astype(">u2"), "rgb48be", wide >> 8)
    kinds.ffmpeg("16.pgm", wide[..., 0].astype(">u2"), "gray16be", wide[..., 0] >> 8)
    for most in (1, 7, 15, 100, 254, 256, 1023, 4095, 65534):
        for magic, channels in (("P5", 1), ("P6", 3)):
            values = np.random.default_rng(most).integers(0, most + 1, (HEIGHT, WIDTH, channels))
            stored = values.astype(np.uint8 if most < 256 else ">u2").tobytes()
            kinds.bytes(f"{most}-{channels}.pnm", f"{magic}\n{WIDTH} {HEIGHT}\n{most}\n".encode() + stored,
                        np.floor(values * 255 / most + 0.5))


def exif_block(orientation, order):
    """A TIFF header and one directory: the picture's width, and which way up it is."""
    mark = {"<": b"II", ">": b"MM"}[order]
    entries = struct.pack(order + "HHIHH", 256, 3, 1, WIDTH, 0) + struct.pack(order + "HHIHH", 274, 3, 1, orientation, 0)
    return mark + struct.pack(order + "HI", 42, 8) + struct.pack(order + "H", 2) + entries + bytes(4)


def exif(kinds):
    """All eight orientations in the three formats that have a place for them; Pillow says what is meant."""
    options = {"jpg": {"quality": 100, "subsampling": 0}, "png": {}, "webp": {"lossless": True, "exact": True}}
    for orientation in range(1, 9):
        for ending, option in options.items():
            values = smooth(3) if ending == "jpg" else rough(3)
            order = "<>"[orientation % 2]
            block = exif_block(orientation, order)
            name = f"exif-{orientation}.{ending}"
            mark = b"" if ending == "png" else b"Exif\0\0"
            image_of(values).save(kinds.folder / name, exif=mark + block, **option)
            upright = ImageOps.exif_transpose(Image.open(kinds.folder / name))
            kinds.expect(name, np.asarray(upright.convert("RGB")), 3 if ending == "jpg" else 0)


def write_reduced(folder):
    """Pictures, and what is to be read of them where squares of pixels become one."""
    kinds = Kinds(folder)
    options = {"jpg": {"quality": 100, "subsampling": 0}, "png": {}, "bmp": {}, "webp": {"lossless": True}}
    for ending, option in options.items():
        for factor in (2, 3, 4, 6, 8):
            name = f"{factor}-of.{ending}"
            image_of(smooth(3)).save(kinds.folder / name, **option)
            # Pillow's mean is rounded from other weights; JPEG's is what its own transform gives.
            kinds.expect(name, np.asarray(image_of(smooth(3)).reduce(factor)), 8 if ending == "jpg" else 1)


def write_kinds(folder):
    kinds = Kinds(folder)
    for kind in (png, jpeg, webp, gif, bmp, tga, pnm, exif):
        kind(kinds)


def write_large(folder):
    noise = np.random.default_rng(1).integers(0, 64, (1024, 1024, 3), np.uint8)
    image = image_of(np.tile(noise, (4, 4, 1)))
    image.save(folder / "large.png", compress_level=1)
    image.save(folder / "large.jpg", quality=80)
    image.save(folder / "progressive.jpg", quality=80, progressive=True)
    image.save(folder / "large.bmp")
    image.save(folder / "large.tga")
    image.quantize(16, dither=0).save(folder / "large.gif")
    image.save(folder / "large.webp", quality=50, method=0)


class Broken:
    """Files that look well-formed and lack something, with what is to be said of each."""

    def __init__(self, folder):
        self.folder = folder
        self.index = open(folder / "index.txt", "w")

    def add(self, name, data, says):
        (self.folder / name).write_bytes(data)
        print(name, says, file=self.index)


def encoded(image, **options):
    file = io.BytesIO()
    image.save(file, **options)
    return file.getvalue()


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def break_png(broken):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    for rows, name in ((8, "whole"), (5, "rows")):
        data = png_chunk(b"IDAT", zlib.compress(bytes(9 * rows)))
        file = b"\x89PNG\r\n\x1a\n" + header + data + png_chunk(b"IEND", b"")
        broken.add(f"{name}.png", file, "fine" if rows == 8 else "damaged")
        broken.add(f"{name}-end.png", file[:-12], "cut short")
        broken.add(f"{name}-sum.png", file.replace(data, data[:-1] + b"?"), "damaged")


def break_jpeg(broken):
    grey = encoded(image_of(smooth(1)), format="jpeg", quality=100)
    color = encoded(image_of(smooth(3)), format="jpeg", quality=100, subsampling=0)
    for name, file in (("grey", grey), ("colour", color)):
        broken.add(f"{name}.jpg", file, "fine")
        broken.add(f"{name}-ends.jpg", file[:-200] + file[-2:], "damaged")
        broken.add(f"{name}-cut.jpg", file[:-200], "cut short")
    # A frame of three channels, and a scan of the first alone.
    frame = grey.index(b"\xff\xc0")
    more = b"".join(bytes([id, 0x11, 0]) for id in (1, 2, 3))
    lacking = grey[:frame + 2] + struct.pack(">H", 17) + grey[frame + 4:frame + 9] + b"\3" + more
    broken.add("channels.jpg", lacking + grey[frame + 13:], "damaged")
    few = encoded(image_of(smooth(1)), format="jpeg", progressive=True)
    first = few.index(b"\xff\xda")
    second = few.index(b"\xff\xc4", first)
    broken.add("few-scans.jpg", few, "fine")
    broken.add("many-scans.jpg", few[:first] + few[first:second] * 150 + few[second:], "100 scans")


def break_gif(broken):
    image, _ = with_palette(64)
    good = encoded(image, format="gif", interlace=False)
    frame = good.index(b",", 13 + 3 * 64)
    broken.add("whole.gif", good, "fine")
    broken.add("beyond.gif", good[:frame + 1] + b"\1" + good[frame + 2:], "damaged")
    broken.add("empty.gif", good[:frame + 5] + b"\0\0" + good[frame + 7:], "damaged")
    broken.add("no-frame.gif", good[:frame] + b";", "damaged")
    # Clear the table, the colour 0, the end; 7 bits each.
    broken.add("ends.gif", good[:frame + 10] + b"\6\3\x40\x40\x10\0;", "damaged")
    broken.add("cut.gif", good[:-30], "cut short")


def break_webp(broken):
    for name, options in (("lossless", {"lossless": True}), ("lossy", {"quality": 90})):
        good = encoded(image_of(rough(3)), format="webp", **options)
        broken.add(f"{name}.webp", good, "fine")
        broken.add(f"{name}-cut.webp", good[:-30], "cut short")
        part = good[20:-30]
        short = good[12:16] + struct.pack("<I", len(part)) + part
        short = b"RIFF" + struct.pack("<I", 4 + len(short)) + b"WEBP" + short
        broken.add(f"{name}-part.webp", short, "damaged" if name == "lossless" else "cut short")
    moving = encoded(image_of(rough(3)), format="webp", lossless=True, save_all=True,
                     append_images=[image_of(smooth(3))])
    broken.add("moving.webp", moving, "fine")
    broken.add("moving-cut.webp", moving[:-8], "cut short")


def write_broken(folder):
    broken = Broken(folder)
    for kind in (break_png, break_jpeg, break_gif, break_webp):
        kind(broken)


{"kinds": write_kinds, "reduced": write_reduced, "large": write_large, "broken": write_broken}[sys.argv[1]](pathlib.Path(sys.argv[2]))
