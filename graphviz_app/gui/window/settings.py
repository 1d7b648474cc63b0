"""What the window remembers from one start to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from graphviz_app.core.choices import Direction, Kind, Stride
from graphviz_app.core.view import View
from graphviz_app.gui.play.player import SPEEDS
from graphviz_app.layout import EngineName

GEOMETRY, WIDTHS, THEME, SPEED = "window/geometry", "window/panels", "window/theme", "play/speed"
ENGINE = "window/engine"
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reading": get_args(Kind),
        "direction": get_args(Direction),
        "stride": get_args(Stride),
    }
)
"""What of a view is a word; the rest is on or off."""
NOTHING_SAID = View()


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody likes the window; None is what is not known."""

    geometry: QByteArray | None = None
    widths: tuple[int, int] | None = None
    """Of the panels left and right, in pixels."""
    theme: str = "system"
    speed: float = 1.0
    checked: Mapping[str, bool] = field(default_factory=dict)
    """Actions that are on or off, by id."""
    view: View = NOTHING_SAID
    engine: EngineName | None = None


def write(settings: QSettings, habits: Habits) -> None:
    """Keep them; of what is not known, what was kept before stays."""
    if habits.geometry is not None:
        settings.setValue(GEOMETRY, habits.geometry)
    if habits.widths is not None:
        settings.setValue(WIDTHS, " ".join(map(str, habits.widths)))
    settings.setValue(THEME, habits.theme)
    settings.setValue(SPEED, habits.speed)
    if habits.engine is not None:
        settings.setValue(ENGINE, habits.engine)
    for id_, on in habits.checked.items():
        settings.setValue(f"checked/{id_}", on)
    for name, said in habits.view._asdict().items():
        if said is not None:
            settings.setValue(f"view/{name}", said)


def read(settings: QSettings) -> Habits:
    """What was kept, as far as it is not damaged."""
    geometry = settings.value(GEOMETRY)
    return Habits(
        geometry if isinstance(geometry, QByteArray) else None,
        _widths(str(settings.value(WIDTHS, ""))),
        str(settings.value(THEME, "system")),
        _speed(str(settings.value(SPEED, 1.0))),
        _checked(settings),
        _view(settings),
        next((name for name in get_args(EngineName) if name == settings.value(ENGINE)), None),
    )


def _widths(kept: str) -> tuple[int, int] | None:
    widths = kept.split()
    if len(widths) != 2 or not all(width.isdecimal() and len(width) < 6 for width in widths):
        return None
    return int(widths[0]), int(widths[1])


def _speed(kept: str) -> float:
    return next((speed for speed in SPEEDS if kept in (str(speed), f"{speed:g}")), 1.0)


def _checked(settings: QSettings) -> Mapping[str, bool]:
    settings.beginGroup("checked")
    found = {id_: _truth(settings.value(id_)) for id_ in settings.childKeys()}
    settings.endGroup()
    return {id_: on for id_, on in found.items() if on is not None}


def _view(settings: QSettings) -> View:
    said: dict[str, str | bool | None] = {}
    for name in View._fields:
        kept = settings.value(f"view/{name}")
        if name in WORDS:
            said[name] = str(kept) if kept in WORDS[name] else None
        else:
            said[name] = _truth(kept)
    return View(**said)  # type: ignore[arg-type]  # just looked at


def _truth(kept: object) -> bool | None:
    """Settings files hold text."""
    return {"true": True, "false": False}.get(str(kept).lower())
