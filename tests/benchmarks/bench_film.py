"""What a second of film costs: ``python tests/benchmarks/bench_film.py``.

1080p at 30 frames a second, without pauses: a network of which all nodes of a depth move at once,
and a neuron in which one dot moves at a time; beside them the encoder alone, fed with as many
frames that all look the same, and manim with a scene of as many circles and dots, if ``MANIM``
names its program. Also a GIF of the neuron, pauses and all. Processor time tells the work
whatever else the machine does; the wall clock is what a person waits. Targets, in seconds of work
per second of film: 0.20 for the network, 0.12 for the dot, each at most 1.5 times the encoder
alone; the GIF 2 s.
"""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.pieces import finished
from graphviz_app.core.view import View
from graphviz_app.export.moving.encoder import Encoder
from graphviz_app.export.moving.film import H264
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.reel import count_of, reel
from graphviz_app.export.moving.tiles import NOTHING, tiles
from graphviz_app.formats import load
from graphviz_app.resources import examples

SIZE, FPS, TIMES = (1920, 1080), 30.0, 3
MANIM = """
from manim import *

class Network(Scene):
    def construct(self):
        layers = [
            [Circle(0.45).move_to((4 * x - 6, 1.6 * (y - (n - 1) / 2), 0)) for y in range(n)]
            for x, n in enumerate((2, 2, 2, 1))
        ]
        self.add(*sum(layers, []))
        edges = [(a, b) for one, two in zip(layers, layers[1:]) for a in one for b in two]
        self.add(*(Line(a.get_center(), b.get_center()) for a, b in edges))
        for one, two in zip(layers, layers[1:]):
            ways = [(a.get_center(), b.get_center()) for a in one for b in two]
            dots = [Dot(a, color=BLUE) for a, _ in ways]
            self.play(*(d.animate.move_to(b) for d, (_, b) in zip(dots, ways)), run_time=0.8)
            self.remove(*dots)

class Dotted(Scene):
    def construct(self):
        self.add(Square().shift(3 * LEFT), Square().shift(3 * RIGHT), Line(2 * LEFT, 2 * RIGHT))
        dot = Dot(2 * LEFT, color=BLUE)
        self.play(dot.animate.move_to(2 * RIGHT), run_time=2.4)
"""


def moving(name: str, reading: Kind, stride: Stride, *, pauses: bool = False) -> Moving:
    """An example from the start to the finished picture."""
    graph = load(next(path for path in examples() if path.stem == name))
    wish = Wish((960, 540) if pauses else SIZE, FPS)
    made = moving_of(graph, View(reading=reading, stride=stride), wish)
    if pauses:
        return made
    return replace(made, script=replace(made.script, hold=0.0, first=0.0, last=0.0))


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """The least processor time and wall clock of a few times."""
    found = []
    for _ in range(TIMES):
        wall, used = time.perf_counter(), time.process_time()
        work()
        found.append((time.process_time() - used, time.perf_counter() - wall))
    return min(used for used, _ in found), min(wall for _, wall in found)


def stills(film: Moving, path: Path) -> None:
    """The encoder alone."""
    encoder = Encoder(path, H264, film)
    shown = next(iter(reel(film)))
    encoder.take(tiles(shown.image, shown.changed))
    for _ in range(count_of(film) - 1):
        encoder.take(NOTHING)
    encoder.close()


def film_of(name: str, made: Moving, target: float, folder: Path) -> None:
    """Measure a film, and the encoder alone."""
    film = finished(paced(made))  # as the job will have it
    seconds = count_of(film) / FPS
    least = measured(lambda: stills(film, folder / "still.mp4"))
    found = measured(MovingJob(made, folder / "a.mp4").run)
    used, wall = (value / seconds for value in found)
    alone, alone_wall = (value / seconds for value in least)
    print(
        f"{name:34} {used:.3f} s of work, {wall:.3f} s of waiting per second (target {target:.2f});"
        f" encoder alone {alone:.3f} and {alone_wall:.3f}: {used / alone:.2f} times as much"
    )


def manim(scene: str, seconds: float, folder: Path) -> None:
    """The same by manim, if there is one."""
    program = os.environ.get("MANIM")
    if program is None:
        print(f"manim, {scene}: set MANIM to its program")
        return
    (folder / "scene.py").write_text(MANIM, encoding="utf-8")
    begun = time.perf_counter()
    asked = ["-r", "1920,1080", "--fps", "30", "--disable_caching", "scene.py", scene]
    subprocess.run([program, "render", *asked], cwd=folder, check=True, capture_output=True)
    taken = time.perf_counter() - begun
    print(f"manim, {scene:27} {taken / seconds:.3f} s of waiting per second, its start included")


def main() -> None:
    """Print a line for each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        network = moving("two-two-two-network", "neurons", "level")
        film_of("network, everything moves", network, 0.20, folder)
        film_of("neuron, one dot moves", moving("neuron", "operators", "node"), 0.12, folder)
        neuron = moving("neuron", "operators", "node", pauses=True)
        used, wall = measured(MovingJob(neuron, folder / "a.gif").run)
        size = (folder / "a.gif").stat().st_size / 1e6
        told = f"{used:.2f} s of work, {wall:.2f} s of waiting (target 2), {size:.2f} MB"
        print(f"GIF of the neuron, 960 px          {told}")
        manim("Network", 2.4, folder)
        manim("Dotted", 2.4, folder)


if __name__ == "__main__":
    main()
