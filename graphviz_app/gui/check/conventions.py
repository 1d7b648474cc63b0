"""What a sheet goes by where courses differ: chosen from a menu, or from what a remark says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from graphviz_app.core.check.conventions import Conventions, possible
from graphviz_app.core.check.quantities import Quantities
from graphviz_app.core.trace import Trace
from graphviz_app.gui.widgets.plain import on_button

AS_WRITTEN = Conventions()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The conventions of a sheet, and those that can be chosen for it: by what they are for."""

    now: Conventions = AS_WRITTEN
    known: Mapping[str, Conventions] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What it goes by; '' if by what is written."""
        return ", ".join(
            called(remark) for remark, one in self.known.items() if _is_part(one, self.now)
        )


def known_of(trace: Trace) -> Mapping[str, Conventions]:
    """What people may go by instead, by the sentence that is said of it."""
    found: dict[Conventions, str] = {}
    for one, remark in possible(Quantities(trace)):
        found.setdefault(one, remark)
    return {remark: one for one, remark in found.items()}


def called(remark: str) -> str:
    """``½(y − a)²`` of 'Right for ½(y − a)², this sheet has (y − a)²'."""
    words = remark.partition(";")[0].partition(", this sheet")[0]
    return words.removeprefix("Right ").removeprefix("for ").removeprefix("with ")


def toggled(now: Conventions, one: Conventions) -> Conventions:
    """With this convention, or without it if it is there."""
    name = _differs(one)
    other = getattr(AS_WRITTEN if _is_part(one, now) else one, name)
    return now._replace(**{name: other})


def conventions_menu(
    parent: QWidget, chosen: Chosen, choose: Callable[[Conventions], object]
) -> QMenu:
    """What is written, and what people go by instead."""
    menu = QMenu("Conventions", parent)
    written = menu.addAction("As the sheet is written")
    written.setCheckable(True)
    written.setChecked(chosen.now == AS_WRITTEN)
    written.triggered.connect(lambda _on: choose(AS_WRITTEN))
    menu.addSeparator()
    for remark, one in chosen.known.items():
        action = menu.addAction(on_button(called(remark)))
        action.setCheckable(True)
        action.setChecked(_is_part(one, chosen.now))
        action.triggered.connect(partial(_choose, choose, toggled(chosen.now, one)))
    return menu


def _choose(choose: Callable[[Conventions], object], one: Conventions, _on: bool = False) -> None:
    choose(one)


def _differs(one: Conventions) -> str:
    """What a convention is about."""
    names = Conventions._fields
    return next(name for name in names if getattr(one, name) != getattr(AS_WRITTEN, name))


def _is_part(one: Conventions, now: Conventions) -> bool:
    return bool(getattr(one, _differs(one)) == getattr(now, _differs(one)))
