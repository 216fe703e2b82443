"""A digit classifier for pictures of 8x8 pixels that this script draws itself, and what must hold of it.

X_0 .. X_63 are the pixels, row by row, 0 white to 1 black; Y_0 .. Y_9 are scores, the greatest one is the digit.
"""
import sys

import numpy as np

from train import Perceptron, save

GLYPHS = """
.###. ..#.. .###. .###. ...#. ##### .###. ##### .###. .###.
#...# .##.. #...# #...# ..##. #.... #.... ....# #...# #...#
#...# ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...#
#...# ..#.. ...#. ..##. #..#. ....# ####. ..#.. .###. .####
#...# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
#...# ..#.. .#... #...# ...#. #...# #...# .#... #...# ....#
.###. .###. ##### .###. ...#. .###. .###. .#... .###. .###.
"""
ROWS = [line.split() for line in GLYPHS.split("\n") if line]
DIGITS = np.array([[[c == "#" for c in row[d]] for row in ROWS] for d in range(10)], dtype=float)


def draw(rng, digit):
    """One digit somewhere in the frame, with ink of uneven strength, a little blur and noise."""
    picture = np.zeros((10, 10))
    top, left = rng.integers(1, 3), rng.integers(1, 5)
    picture[top : top + 7, left : left + 5] = DIGITS[digit] * rng.uniform(0.7, 1.0, (7, 5))
    blur = rng.uniform(0, 0.12)
    soft = (1 - 4 * blur) * picture
    for axis in (0, 1):
        soft += blur * (np.roll(picture, 1, axis) + np.roll(picture, -1, axis))
    return np.clip(soft[1:9, 1:9] + rng.normal(0, 0.04, (8, 8)), 0, 1).reshape(64)


def network(rng):
    labels = rng.integers(0, 10, 60_000)
    pictures = np.array([draw(rng, d) for d in labels])
    net = Perceptron([64, 24, 24, 10], rng)

    def batches():
        for i in range(4000):
            pick = rng.integers(0, len(labels), 256)
            # Noise of the size that the properties speak of, or the network would see through it badly.
            noise = rng.choice([-1.0, 1.0], (256, 64)) * rng.uniform(0, 0.15, (256, 1))
            yield np.clip(pictures[pick] + noise, 0, 1), labels[pick]

    net.fit(batches(), decay=1e-4)
    return net


def robust(picture, digit, noise):
    lines = [
        f"; This picture of a {digit} stays a {digit} when every pixel may change by up to {noise}.",
        "; The file asks for the opposite: is there such a picture for which another digit's score is as great?",
    ]
    lines += [f"(declare-const X_{i} Real)" for i in range(64)] + [f"(declare-const Y_{i} Real)" for i in range(10)]
    for i, p in enumerate(picture):
        lines.append(f"(assert (>= X_{i} {max(0, round(p - noise, 2)):.2f}))")
        lines.append(f"(assert (<= X_{i} {min(1, round(p + noise, 2)):.2f}))")
    others = " ".join(f"(and (>= Y_{d} Y_{digit}))" for d in range(10) if d != digit)
    return "\n".join(lines) + f"\n(assert (or {others}))\n"


def main(folder):
    rng = np.random.default_rng(8)
    net = network(rng)
    labels = rng.integers(0, 10, 5_000)
    pictures = np.array([draw(rng, d) for d in labels])
    right = net.forward(pictures)[-1].argmax(1) == labels
    print("digits: %.2f %% of fresh pictures right" % (100 * right.mean()))
    save(f"{folder}/digits.onnx", net, "digits", "picture", "scores")
    picture = np.round(draw(rng, 3), 2)
    for noise in (0.05, 0.2):
        with open(f"{folder}/three-{noise}.vnnlib", "w") as out:
            out.write(robust(picture, 3, noise))


if __name__ == "__main__":
    main(sys.argv[1])
