"""Which parameters, or which output, a plot is of."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from graphviz_app.core.learning.knob import Knob
from graphviz_app.gui.widgets.name_choice import NameChoice
from graphviz_app.gui.widgets.plain import PlainLabel, on_button

USUAL = 4
"""So many courses are shown before anybody has chosen: as many as there are dashes."""
MOST = 60


class NamePicker(NameChoice):
    """One of several outputs."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Output that is mapped")
        self._knobs: Sequence[Knob] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.textActivated.connect(self._tell)

    @property
    def is_needed(self) -> bool:
        """Whether there is more than one."""
        return len(self._knobs) > 1

    def offer_outputs(self, knobs: Sequence[Knob], chosen: Knob | None) -> None:
        """List these, one of them chosen."""
        self._knobs = knobs
        self.offer([knob.name for knob in knobs], chosen.name if chosen else "")

    def _tell(self, name: str) -> None:
        self.picked.emit(next(knob for knob in self._knobs if knob.name == name))


class PairPicker(QWidget):
    """Two parameters: one from left to right, one upwards."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._knobs: Sequence[Knob] = ()
        self.across, self.up = NameChoice("Parameter to the right"), NameChoice("Parameter upwards")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for sign, choice in (("→", self.across), ("↑", self.up)):
            row.addWidget(PlainLabel(sign))
            row.addWidget(choice)
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            choice.textActivated.connect(self._tell)

    def offer(self, knobs: Sequence[Knob], pair: tuple[Knob, Knob] | None) -> None:
        """List these, two of them chosen."""
        self._knobs = knobs
        names = [knob.name for knob in knobs]
        for choice, knob in zip((self.across, self.up), pair or (), strict=False):
            choice.offer(names, knob.name)

    def _tell(self) -> None:
        """Where both are the same, the other one gives way."""
        by_name = {knob.name: knob for knob in self._knobs}
        pair = [by_name[choice.currentText()] for choice in (self.across, self.up)]
        if pair[0] == pair[1]:
            other = next(knob for knob in self._knobs if knob != pair[0])
            pair[0 if self.sender() is self.up else 1] = other
        self.picked.emit((pair[0], pair[1]))


class SeveralPicker(QToolButton):
    """Some of the parameters, by a menu in which each is ticked."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.knobs: Sequence[Knob] = ()
        self._offered: Sequence[Knob] = ()
        self.setText("Which…")
        self.setToolTip("Choose whose courses are shown")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))

    def offer(self, knobs: Sequence[Knob]) -> None:
        """List these; those that were chosen stay, at first the first few are."""
        if list(knobs) == list(self._offered):
            return
        self._offered = knobs
        kept = [knob for knob in self.knobs if knob in knobs]
        self.knobs = kept or knobs[:USUAL]
        menu = self.menu()
        menu.clear()
        for knob in knobs[:MOST]:
            action = menu.addAction(on_button(knob.name))
            action.setCheckable(True)
            action.setChecked(knob in self.knobs)
            action.toggled.connect(self._tell)

    def _tell(self) -> None:
        actions: list[QAction] = self.menu().actions()
        ticked = zip(self._offered, actions, strict=False)
        self.knobs = [knob for knob, action in ticked if action.isChecked()]
        self.picked.emit(self.knobs)
