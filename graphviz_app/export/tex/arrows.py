"""Edges: lines between the places of two nodes, with the arrow's head as LaTeX draws it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graphviz_app.export.drawn.marks import Box, Mark, Shape
from graphviz_app.export.tex.geometry import Piece, Point, Stroke, number, point, strokes_of
from graphviz_app.export.tex.item import Item
from graphviz_app.export.tex.styles import Styles

_NEAR = 0.6
"""Pixels within which a line ends at the middle of a side."""
_HEAD_REACH = 4.0
"""Pixels by which a head begins before its line ends."""


@dataclass(frozen=True)
class End:
    """A node that a line leads from or to: its name, and what it takes up."""

    name: str
    box: Box

    def anchored(self, at: Point) -> str:
        """A point at its border, told by the side that it is nearest to."""
        x, y, width, height = self.box
        sides = {
            "west": (x, y + height / 2),
            "east": (x + width, y + height / 2),
            "north": (x + width / 2, y),
            "south": (x + width / 2, y + height),
        }
        side = min(sides, key=lambda name: math.dist(sides[name], at))
        across, down = at[0] - sides[side][0], at[1] - sides[side][1]
        if math.hypot(across, down) < _NEAR:
            return f"({self.name}.{side})"
        return f"([shift={{{point(across, down)}}}]{self.name}.{side})"


def edge_items(
    marks: Sequence[Mark], styles: Styles, source: End | None, target: End | None
) -> dict[int, list[Item]]:
    """The commands for the lines of an edge; a head belongs to the line that it ends."""
    made: dict[int, list[Item]] = {}
    for place, mark in enumerate(marks):
        if not isinstance(mark, Shape) or mark.stroke is None or mark.fill is not None:
            continue
        if _is_gap(marks, place):
            made[place] = []
            continue
        options = [styles.before(gap) for gap in marks[:place][-1:] if _is_gap(marks, place - 1)]
        strokes = strokes_of(mark.path)
        head = _head_of(marks, place, strokes[-1].end)
        if head is not None:
            made[place + 1] = []
            strokes[-1] = _led_to(strokes[-1], head.tip)
            options.append(head.of(mark.stroke.width))
        style = styles.shape("edge", None, mark.stroke, *options)
        made[place] = [Item(r"\draw", f"[{style}] {_course(strokes, source, target)}")]
    return made


def _is_gap(marks: Sequence[Mark], place: int) -> bool:
    """Whether it keeps what is behind the next line away from it."""
    if not 0 <= place < len(marks) - 1:
        return False
    mark, line = marks[place], marks[place + 1]
    if not (isinstance(mark, Shape) and isinstance(line, Shape)):
        return False
    both = mark.stroke is not None and line.stroke is not None
    return both and mark.path == line.path and mark.fill is line.fill is None


@dataclass(frozen=True)
class _Head:
    tip: Point
    length: float
    width: float

    def of(self, line: float) -> str:
        """As an arrow of a line of some width: TikZ only takes lengths without names there."""
        length, width = number(self.length / line), number(self.width / line)
        return f"-{{Triangle[length=0pt {length}, width=0pt {width}]}}"


def _head_of(marks: Sequence[Mark], place: int, end: Point) -> _Head | None:
    """The triangle that goes on from where a line ends."""
    if place + 1 >= len(marks):
        return None
    mark, line = marks[place + 1], marks[place]
    if not isinstance(mark, Shape) or mark.stroke is not None or mark.fill is None:
        return None
    assert isinstance(line, Shape)
    assert line.stroke is not None
    corners = [(at[0], at[1]) for kind, at in mark.path if kind in "ML"]
    corners = corners[:-1] if corners[0] == corners[-1] else corners
    if mark.fill.color != line.stroke.color or len(corners) != 3:
        return None
    tip = max(corners, key=lambda corner: math.dist(corner, end))
    left, right = (corner for corner in corners if corner != tip)
    foot = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    if math.dist(foot, end) > _HEAD_REACH + line.stroke.width:
        return None
    return _Head(tip, math.dist(foot, tip), math.dist(left, right))


def _led_to(stroke: Stroke, tip: Point) -> Stroke:
    """As far as the tip; a curve arrives in the direction in which it did."""
    last = stroke.pieces[-1]
    if last.controls is None:
        return _ending(stroke, Piece(None, tip))
    (first, second), end = last.controls, last.end
    moved = (second[0] + tip[0] - end[0], second[1] + tip[1] - end[1])
    return _ending(stroke, Piece((first, moved), tip))


def _ending(stroke: Stroke, piece: Piece) -> Stroke:
    """The same with another end."""
    return stroke._replace(pieces=(*stroke.pieces[:-1], piece))


def _course(strokes: Sequence[Stroke], source: End | None, target: End | None) -> str:
    """From a side of one node to a side of the other."""
    parts = []
    for place, stroke in enumerate(strokes):
        begins = source if place == 0 else None
        ends = target if place == len(strokes) - 1 else None
        parts.append(_written(stroke, begins, ends))
    return " ".join(parts)


def _written(stroke: Stroke, source: End | None, target: End | None) -> str:
    made = source.anchored(stroke.start) if source else point(*stroke.start)
    here = stroke.start
    for place, piece in enumerate(stroke.pieces):
        last = place == len(stroke.pieces) - 1
        end = target.anchored(piece.end) if target and last else point(*piece.end)
        made += f" -- {end}" if piece.controls is None else f"{_bent(here, piece)}{end}"
        here = piece.end
    return made


def _bent(here: Point, piece: Piece) -> str:
    """Control points are told from the two ends, so that a curve follows a node that is moved."""
    assert piece.controls is not None
    (first, second), end = piece.controls, piece.end
    out, back = _from(here, first), _from(end, second)
    return f" .. controls +{out} and +{back} .. "


def _from(here: Point, there: Point) -> str:
    return point(there[0] - here[0], there[1] - here[1])
