"""What the tests of LaTeX share: pictures of examples, and what is read back from a file."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphviz_app.core.choices import Kind, StyleName
from graphviz_app.core.pieces import finished
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.drawn.marks import Words
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.setting import Setting
from graphviz_app.export.tex.tex import tikz
from graphviz_app.formats import load
from graphviz_app.frames import Frame, frame_at
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT, Theme

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.cg"))
READINGS: tuple[tuple[Kind, StyleName], ...] = (
    ("operators", "cards"), ("operators", "wires"), ("lines", "cards"), ("neurons", "cards"),
)  # fmt: skip
_NODE = re.compile(r"\\node\[([^\]]*)\] (?:\(([\w-]+)\) )?at \(([-.\d]+),([-.\d]+)\) \{(.*)\};")
_HELD = re.compile(r"\\gvfit\{[\d.]+\}\{(.*)\}")


def example(name: str) -> Path:
    """The file of an example."""
    return next(path for path in EXAMPLES if path.stem == name)


@cache
def drawn(
    path: Path, reading: Kind = "operators", style: StyleName = "cards", theme: Theme = LIGHT
) -> tuple[Picture, Schedule]:
    """An example's picture."""
    return drawn_picture(load(path), View(reading, style=style), theme)


def written(picture: Picture, frame: Frame, points: float = 0.75) -> str:
    """What the writer makes of it."""
    encode = finished(tikz(picture, frame, Setting(points=points)))
    return encode().decode("utf-8")


def at(schedule: Schedule, share: float) -> Frame:
    """A step that is so far on the way to the end of the passes."""
    return frame_at(schedule, float(int(schedule.finished * share)))


def texts_of(tex: str) -> list[str]:
    """All that is written in the picture, without what LaTeX needs."""
    return [_plain(match[5]) for match in _NODE.finditer(tex) if match[2] is None]


def _plain(text: str) -> str:
    held = _HELD.fullmatch(text)
    text = held[1] if held else text
    text = re.sub(r"\$\^\{(-?\d+)\}\$", lambda power: f"^{power[1]}", text)
    return text.replace("$-$", "-").replace(r"$\cdot$", "·")


def places_of(tex: str) -> Mapping[str, tuple[float, float]]:
    """The places by their names, y downwards."""
    named = (match for match in _NODE.finditer(tex) if match[2] is not None)
    return {match[2]: (float(match[3]), -float(match[4])) for match in named}


def words_of(picture: Picture, frame: Frame) -> list[str]:
    """Everything that stands in the picture in plain letters."""
    groups = drawn_of(picture, frame).groups
    return [mark.text for group in groups for mark in group.marks if isinstance(mark, Words)]
