"""Qt's paths as steps."""

from PySide6.QtGui import QPainterPath

from graphviz_app.export.drawn.marks import Path, Step

_EPS = 1e-6


def steps_of(path: QPainterPath) -> Path:
    """The path's steps; a part that comes back to where it began is closed."""
    steps: list[Step] = []
    start, here = (0.0, 0.0), (0.0, 0.0)
    bend: list[float] = []
    for place in range(path.elementCount()):
        element = path.elementAt(place)
        at = element.x, element.y  # type: ignore[attr-defined]  # PySide's stub lacks them
        if element.isMoveTo():
            _close(steps, start, here)
            start = at
            steps.append(("M", at))
        elif element.isLineTo():
            steps.append(("L", at))
        else:
            bend.extend(at)
            if len(bend) == 6:
                steps.append(("C", tuple(bend)))
                bend = []
        here = at
    _close(steps, start, here)
    return tuple(steps)


def _close(steps: list[Step], start: tuple[float, float], here: tuple[float, float]) -> None:
    back = abs(start[0] - here[0]) < _EPS and abs(start[1] - here[1]) < _EPS
    if back and len(steps) > 1 and steps[-1][0] not in "MZ":
        steps.append(("Z", ()))
