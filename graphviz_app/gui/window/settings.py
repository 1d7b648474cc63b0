"""What the window remembers from one start to the next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from graphviz_app.core.view import USUAL, View
from graphviz_app.gui.play.player import SPEEDS

if TYPE_CHECKING:
    from graphviz_app.gui.window.main_window import MainWindow

CHOICES = ("left_right", "top_bottom", "bundled", "dot", "by_node", "by_level")
SHOWN = ("values", "gradients", "locals")
TOGGLES = ("values", "gradients", "locals", "left_panel", "inspector", "loop")


def remember(window: "MainWindow", settings: QSettings) -> None:
    """Keep geometry, panels, toggles, theme and speed."""
    if not window.presentation.active:
        settings.setValue("window/geometry", window.saveGeometry())
    settings.setValue("window/panels", " ".join(map(str, window.columns.wanted)))
    settings.setValue("window/theme", window.looks.choice)
    settings.setValue("play/speed", window.player.speed)
    for id_, on in _chosen(window).items():
        settings.setValue(f"checked/{id_}", on)


def theme_choice(settings: QSettings) -> str:
    """Needed before there is a window: putting on another theme takes as long as building it."""
    return str(settings.value("window/theme", "system"))


def restore(window: "MainWindow", settings: QSettings) -> None:
    """Bring back what was kept; what is missing or damaged stays as it is."""
    kept = settings.value("window/geometry")
    if isinstance(kept, QByteArray):
        window.restoreGeometry(kept)
    widths = str(settings.value("window/panels", "")).split()
    if len(widths) == 2 and all(width.isdecimal() and len(width) < 6 for width in widths):
        window.columns.want(*map(int, widths))
    speed = settings.value("play/speed", 1.0)
    known = [s for s in SPEEDS if str(speed) in (str(s), f"{s:g}")]
    window.player.set_speed(known[0] if known else 1.0)
    for id_ in (*CHOICES, *TOGGLES):
        action = window.actions_by_id[id_]
        checked = _truth(settings.value(f"checked/{id_}"))
        differs = checked is not None and checked != action.isChecked()
        if differs and (checked or id_ in TOGGLES) and action.isEnabled():
            action.trigger()


def _chosen(window: "MainWindow") -> Mapping[str, bool]:
    """What is checked; where the open document wants something else, what the person has chosen."""
    checked = {id_: window.actions_by_id[id_].isChecked() for id_ in (*CHOICES, *TOGGLES)}
    own = window.drawing.preferred
    downwards = own.direction == "TB"
    return {
        **checked,
        **{name: bool(on) for name, on in zip(SHOWN, _numbers(own), strict=True)},
        "left_right": not downwards,
        "top_bottom": downwards,
    }


def _numbers(own: View) -> tuple[bool | None, ...]:
    view = own.over(USUAL)
    return view.values, view.gradients, view.locals


def _truth(kept: object) -> bool | None:
    """Settings files hold text."""
    return {"true": True, "false": False}.get(str(kept).lower())
