"""Paths of a picture as TikZ writes them: y goes up, and what is a rectangle is called one."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from graphviz_app.export.drawn.marks import Path, Step

Point = tuple[float, float]
_EVEN = 0.35
"""Pixels by which corners may differ and still be called equally round."""
_STRAIGHT = 0.06
"""Pixels off a line that nobody sees."""


def number(x: float) -> str:
    """To a hundredth of a pixel."""
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def point(x: float, y: float) -> str:
    """``(12,-3.5)``"""
    return f"({number(x)},{number(-y)})"


class Piece(NamedTuple):
    """A straight line or a curve that goes on from where the last one ended."""

    controls: tuple[Point, Point] | None
    end: Point


class Stroke(NamedTuple):
    """A part of a path without a gap."""

    start: Point
    pieces: tuple[Piece, ...]
    closed: bool

    @property
    def end(self) -> Point:
        """Where it arrives."""
        return self.pieces[-1].end if self.pieces else self.start


def strokes_of(path: Path) -> list[Stroke]:
    """The parts of a path; what is straight is told as straight, and in one."""
    made: list[Stroke] = []
    for steps in _parts(path):
        start = (steps[0][1][0], steps[0][1][1])
        closed = steps[-1][0] == "Z"
        pieces: list[Piece] = []
        begins = [start]
        for kind, at in steps[1 : -1 if closed else None]:
            piece = _piece(begins[-1] if not pieces else pieces[-1].end, kind, at)
            if pieces and _is_one(begins[-1], pieces[-1], piece):
                pieces.pop()
            else:
                begins.append(pieces[-1].end if pieces else start)
            pieces.append(piece)
        if closed and pieces and pieces[-1] == Piece(None, start):
            pieces.pop()  # closing it draws it
        made.append(Stroke(start, tuple(pieces), closed))
    return made


def _parts(path: Path) -> Iterable[list[Step]]:
    part: list[Step] = []
    for step in path:
        if step[0] == "M" and part:
            yield part
            part = []
        part.append(step)
    if part:
        yield part


def _piece(here: Point, kind: str, at: tuple[float, ...]) -> Piece:
    end = (at[-2], at[-1])
    if kind == "L":
        return Piece(None, end)
    controls = ((at[0], at[1]), (at[2], at[3]))
    straight = all(_off(control, here, end) < _STRAIGHT for control in controls)
    return Piece(None if straight else controls, end)


def _is_one(before: Point, last: Piece, piece: Piece) -> bool:
    """Whether two straight pieces, the first from ``before``, are a single line."""
    if last.controls is not None or piece.controls is not None:
        return False
    (x, y), (to_x, to_y) = last.end, piece.end
    ahead = (x - before[0]) * (to_x - x) + (y - before[1]) * (to_y - y)
    return ahead > 0 and _off(last.end, before, piece.end) < _STRAIGHT


def _off(at: Point, start: Point, end: Point) -> float:
    """How far a point is from a line."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    if length < _STRAIGHT:
        return math.hypot(at[0] - start[0], at[1] - start[1])
    return abs(across * (at[1] - start[1]) - down * (at[0] - start[0])) / length


def path_text(path: Path, origin: Point = (0.0, 0.0)) -> str:
    """A path about an origin: ``(0,0) -- (3,1) .. controls (4,2) and (5,2) .. (6,0) -- cycle``."""
    x, y = origin

    def at(place: Point) -> str:
        return point(place[0] - x, place[1] - y)

    return " ".join(
        at(stroke.start)
        + "".join(
            f" -- {at(piece.end)}"
            if piece.controls is None
            else f" .. controls {at(piece.controls[0])} and {at(piece.controls[1])} .. "
            f"{at(piece.end)}"
            for piece in stroke.pieces
        )
        + (" -- cycle" if stroke.closed else "")
        for stroke in strokes_of(path)
    )


def corner_radius(path: Path) -> float | None:
    """How round the four corners of a rectangle are; None if it is none, or an ellipse."""
    bends = [step for step in path if step[0] == "C"]
    if len(bends) != 4 or path[0][0] != "M" or not any(step[0] == "L" for step in path):
        return None
    here, radii = path[0][1], list[float]()
    for kind, at in path[1:]:
        if kind == "C":
            radii.extend((abs(at[4] - here[0]), abs(at[5] - here[1])))
        elif kind == "L" and min(abs(at[0] - here[0]), abs(at[1] - here[1])) > _STRAIGHT:
            return None
        here = at[-2:] if at else here
    return radii[0] if max(radii) - min(radii) < _EVEN else None


def is_ellipse(path: Path) -> bool:
    """Whether it is made as an ellipse is: of four bends and nothing else."""
    kinds = "".join(kind for kind, _ in path)
    return kinds in ("MCCCC", "MCCCCZ")
