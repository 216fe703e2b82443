"""A collision-avoidance advisory: learns to say what a simple geometric rule says, and states what must hold of it.

Inputs, in the units that a person thinks in:
  X_0 distance to the intruder, km        0.2 .. 10
  X_1 bearing of the intruder, rad        -pi .. pi, 0 straight ahead, positive to the left
  X_2 heading of the intruder, rad        -pi .. pi, 0 the same as ours, positive turned to the left
  X_3 own speed, m/s                      50 .. 300
  X_4 speed of the intruder, m/s          50 .. 300
Outputs are scores, the greatest one is the advice:
  Y_0 clear of conflict, Y_1 weak left, Y_2 weak right, Y_3 strong left, Y_4 strong right
"""
import sys

import numpy as np

from train import Perceptron, save

LOW = np.array([0.2, -np.pi, -np.pi, 50, 50])
HIGH = np.array([10, np.pi, np.pi, 300, 300])


def rule(x):
    """Advice by the closest point of approach if both keep going straight."""
    distance, bearing, heading, own, intruder = (x[:, i] for i in range(5))
    px, py = 1000 * distance * np.cos(bearing), 1000 * distance * np.sin(bearing)
    vx, vy = intruder * np.cos(heading) - own, intruder * np.sin(heading)
    speed2 = np.maximum(vx * vx + vy * vy, 1.0)
    when = np.clip(-(px * vx + py * vy) / speed2, 0, None)
    miss_x, miss_y = px + vx * when, py + vy * when
    miss = np.hypot(miss_x, miss_y)
    threat = (when > 0) & (when < 60) & (miss < 1500)
    strong = threat & (when < 25) & (miss < 800)
    # Turn away from the side on which the intruder will pass; straight ahead, to the right.
    right = miss_y >= -1e-9
    return np.where(strong, np.where(right, 4, 3), np.where(threat, np.where(right, 2, 1), 0))


def sample(rng, n):
    """Half of it anywhere, half on or near a collision course, or threats would be rare."""
    x = rng.uniform(LOW, HIGH, (n, 5))
    half = n // 2
    when = rng.uniform(0, 70, half)
    off = rng.normal(0, 900, (2, half))
    vx = x[:half, 4] * np.cos(x[:half, 2]) - x[:half, 3]
    vy = x[:half, 4] * np.sin(x[:half, 2])
    px, py = off[0] - vx * when, off[1] - vy * when
    x[:half, 0] = np.clip(np.hypot(px, py) / 1000, 0.2, 10)
    x[:half, 1] = np.arctan2(py, px)
    return x


def normalised(x):
    return (x - (LOW + HIGH) / 2) / ((HIGH - LOW) / 2)


def network(rng):
    net = Perceptron([5, 32, 32, 32, 5], rng)

    def batches():
        for _ in range(6000):
            x = sample(rng, 512)
            yield normalised(x), rule(x)

    net.fit(batches())
    # The file takes kilometres and radians: the first layer normalises.
    scale = 2 / (HIGH - LOW)
    net.b[0] = net.b[0] - ((LOW + HIGH) / 2 * scale) @ net.w[0]
    net.w[0] = scale[:, None] * net.w[0]
    return net


def declarations():
    return [f"(declare-const X_{i} Real)" for i in range(5)] + [f"(declare-const Y_{i} Real)" for i in range(5)]


def box(bounds):
    return [f"(assert (>= X_{i} {a}))\n(assert (<= X_{i} {b}))" for i, (a, b) in enumerate(bounds) if a is not None]


def greatest(i):
    return "(and " + " ".join(f"(>= Y_{i} Y_{j})" for j in range(5) if j != i) + ")"


BEHIND = f"""\
; An intruder at least 6 km away, behind us, and slower than we are, never gets a strong turn.
; The file asks for the opposite: is there such an encounter in which a strong turn has the greatest score?
{chr(10).join(declarations())}
{chr(10).join(box([(6, 10), (None, None), (-3.14, 3.14), (200, 300), (50, 150)]))}
; behind on the left, or behind on the right
(assert (or (and (>= X_1 2.5) (<= X_1 3.14)) (and (>= X_1 -3.14) (<= X_1 -2.5))))
; strong left, or strong right
(assert (or {greatest(3)} {greatest(4)}))
"""

HEAD_ON = f"""\
; Head-on, 2 to 4 km ahead, closing fast: never clear of conflict.
{chr(10).join(declarations())}
{chr(10).join(box([(2, 4), (-0.1, 0.1), (3.0, 3.14), (150, 300), (150, 300)]))}
(assert {greatest(0)})
"""

AHEAD = f"""\
; An intruder 2 to 4 km ahead always gets an advice, whatever it does.
; The file asks for the opposite: is there such an encounter that is called clear of conflict?
{chr(10).join(declarations())}
{chr(10).join(box([(2, 4), (-0.1, 0.1), (-3.14, 3.14), (50, 300), (50, 300)]))}
(assert {greatest(0)})
"""


def main(folder):
    rng = np.random.default_rng(20261123)
    net = network(rng)
    x = sample(rng, 200_000)
    y = net.forward(x)[-1].argmax(1)
    print("advisory: agrees with the rule on %.2f %% of fresh encounters" % (100 * (y == rule(x)).mean()))
    save(f"{folder}/advisory.onnx", net, "advisory", "encounter", "scores")
    for name, text in [("far-behind", BEHIND), ("head-on", HEAD_ON), ("ahead", AHEAD)]:
        with open(f"{folder}/{name}.vnnlib", "w") as out:
            out.write(text)


if __name__ == "__main__":
    main(sys.argv[1])
