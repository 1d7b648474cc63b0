"""What is remembered from one start to the next, and how it is written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QSettings

from graphviz_app.core.view import WORDS, View
from graphviz_app.gui.play.player import SPEEDS

GEOMETRY, WIDTHS, THEME = "window/geometry", "window/panels", "window/theme"
SPEED, LOOP = "play/speed", "checked/loop"
NOTHING_SAID = View()
_REMEMBERED = [name for name in View._fields if name != "folded"]
"""Groups belong to one graph."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody likes the window; None is what is not known."""

    geometry: QByteArray | None = None
    widths: tuple[int, int] | None = None
    """Of the two sides, in pixels."""
    theme: str = "system"
    speed: float = 1.0
    loop: bool = False
    panels: Mapping[str, bool] = field(default_factory=dict)
    """Which of them are shown, by id."""
    view: View = NOTHING_SAID


def write(settings: QSettings, habits: Habits) -> None:
    """Keep them; of what is not known, what was kept before stays."""
    kept = {
        GEOMETRY: habits.geometry,
        WIDTHS: " ".join(map(str, habits.widths)) if habits.widths else None,
        THEME: habits.theme,
        SPEED: habits.speed,
        LOOP: habits.loop,
        **{f"checked/{id_}": on for id_, on in habits.panels.items()},
        **{f"view/{name}": getattr(habits.view, name) for name in _REMEMBERED},
    }
    for key, value in kept.items():
        if value is not None:
            settings.setValue(key, value)


def read(settings: QSettings, panels: Iterable[str] = ()) -> Habits:
    """What was kept, as far as it is not damaged."""
    geometry = settings.value(GEOMETRY)
    shown = {id_: _truth(settings.value(f"checked/{id_}")) for id_ in panels}
    return Habits(
        geometry if isinstance(geometry, QByteArray) else None,
        _widths(str(settings.value(WIDTHS, ""))),
        str(settings.value(THEME, "system")),
        _speed(str(settings.value(SPEED, 1.0))),
        _truth(settings.value(LOOP)) or False,
        {id_: on for id_, on in shown.items() if on is not None},
        View(**{name: _said(settings, name) for name in _REMEMBERED}),  # type: ignore[arg-type]  # looked at
    )


def _widths(kept: str) -> tuple[int, int] | None:
    widths = kept.split()
    if len(widths) != 2 or not all(width.isdecimal() and len(width) < 6 for width in widths):
        return None
    return int(widths[0]), int(widths[1])


def _speed(kept: str) -> float:
    return next((speed for speed in SPEEDS if kept in (str(speed), f"{speed:g}")), 1.0)


def _said(settings: QSettings, name: str) -> str | bool | None:
    """One field of the view."""
    kept = settings.value(f"view/{name}")
    if name not in WORDS:
        return _truth(kept)
    return next((word for word in WORDS[name] if word == kept), None)


def _truth(kept: object) -> bool | None:
    """Settings files hold text."""
    return {"true": True, "false": False}.get(str(kept).lower())
