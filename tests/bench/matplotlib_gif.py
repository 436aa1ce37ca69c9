#!/usr/bin/python3
"""The peer of the exports' figures: a pooling animation as matplotlib's users make it, with FuncAnimation and Pillow.

Usage: matplotlib_gif.py STEPS FILE.gif      (needs Debian's python3-matplotlib)

A 16 x 16 grid of digits under max, kernel 3, stride 1, at 1280 x 720: the input with its numbers, the window as a
frame, the outputs so far with theirs, and a title. Prints the seconds that saving took, without the imports.
"""

import random
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (after the backend is chosen)
from matplotlib.animation import FuncAnimation, PillowWriter  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402

SIDE, KERNEL = 16, 3
OUT = SIDE - KERNEL + 1


def main():
    steps, file = int(sys.argv[1]), sys.argv[2]
    digits = random.Random(1)
    cells = [[digits.randrange(10) for _ in range(SIDE)] for _ in range(SIDE)]
    figure, (left, right) = plt.subplots(1, 2, figsize=(12.8, 7.2), dpi=100)

    def output(row, col):
        return max(cells[row + y][col + x] for y in range(KERNEL) for x in range(KERNEL))

    def draw(step):
        left.clear()
        right.clear()
        left.imshow(cells, cmap="Blues")
        right.imshow([[0] * OUT] * OUT, cmap="Greens")
        for row in range(SIDE):
            for col in range(SIDE):
                left.text(col, row, cells[row][col], ha="center", va="center", fontsize=9)
        for done in range(step + 1):
            row, col = divmod(done, OUT)
            right.text(col, row, output(row, col), ha="center", va="center", fontsize=9)
        row, col = divmod(step, OUT)
        left.add_patch(Rectangle((col - 0.5, row - 0.5), KERNEL, KERNEL, fill=False, ec="orange", lw=3))
        left.set_title(f"Step {step + 1} of {OUT * OUT}")

    animation = FuncAnimation(figure, draw, frames=steps, init_func=lambda: None)
    since = time.monotonic()
    animation.save(file, writer=PillowWriter(fps=2))
    print(time.monotonic() - since)


if __name__ == "__main__":
    main()
