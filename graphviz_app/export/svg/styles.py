"""Styles: what is drawn alike is one class."""

from graphviz_app.export.drawn.marks import Fill, Stroke
from graphviz_app.export.svg.numbers import length

_CAPS = {"butt": "", "round": ";stroke-linecap:round", "square": ";stroke-linecap:square"}
_JOINS = {"miter": "", "round": ";stroke-linejoin:round", "bevel": ";stroke-linejoin:bevel"}


class Styles:
    """Collects declarations and names them, in the order in which they came."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._names: dict[str, str] = {}

    def name(self, declarations: str) -> str:
        """The class of what is drawn so."""
        return self._names.setdefault(declarations, f"{self._prefix}{len(self._names)}")

    def sheet(self) -> str:
        """All of them as CSS."""
        return "\n".join(f".{name}{{{said}}}" for said, name in self._names.items())


def filled(fill: Fill | None) -> str:
    """How an area is filled."""
    if fill is None:
        return "fill:none"
    return f"fill:{fill.color}{_opacity('fill', fill.opacity)}"


def stroked(stroke: Stroke | None) -> str:
    """How a line is drawn; nothing of what is so by itself."""
    if stroke is None:
        return ""
    dash = ",".join(map(length, stroke.dash))
    return (
        f";stroke:{stroke.color};stroke-width:{length(stroke.width)}"
        f"{_opacity('stroke', stroke.opacity)}{f';stroke-dasharray:{dash}' * bool(dash)}"
        f"{_CAPS[stroke.cap]}{_JOINS[stroke.join]}"
    )


def _opacity(what: str, opacity: float) -> str:
    return "" if opacity > 0.999 else f";{what}-opacity:{length(opacity)}"
