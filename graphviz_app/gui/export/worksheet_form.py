"""The form of worksheets: how many, with which numbers, what is asked, with how many decimals."""

from collections import Counter
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSpinBox, QWidget

from graphviz_app.core.questions import Asked
from graphviz_app.core.wording import counted
from graphviz_app.explain.worksheet.asking import KINDS, Asking
from graphviz_app.export.sheets.job import DIGITS, MOST_SHEETS
from graphviz_app.gui.export.choice import choice, row, rows_of
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip

_MOST_SEED = 999_999
_CLAIMS: dict[Asked, str] = {"values": "value", "gradients": "grad", "updates": "after"}
_LABELS: dict[Asked, str] = {"values": "Values", "gradients": "Gradients", "updates": "Updates"}


class Chosen(NamedTuple):
    """What to offer."""

    sheets: int = 30
    digits: int = 4


class WorksheetForm(QWidget):
    """Rows of buttons and numbers; what the graph has not cannot be asked for."""

    changed = Signal()

    def __init__(self, asking: Asking, chosen: Chosen, folder: QLayout) -> None:
        super().__init__()
        self._counts = Counter[str](claim.kind for claim in asking.questions)
        self.numbers = choice(["Drawn for each sheet", "As in the graph"])
        self.sheets = _number(1, MOST_SHEETS, chosen.sheets, "Sheets")
        self.seed = _number(0, _MOST_SEED, 1, "Seed")
        self.asked = choice(_LABELS[kind] for kind in KINDS)
        self.digits = _number(DIGITS[0], DIGITS[-1], chosen.digits, "Decimals of the answers")
        self.about = label("", "caption", wrap=True)
        self._sheets = chosen.sheets
        self._prepare(asking)
        self._build(folder)
        self._connect()
        self._suit()

    def _prepare(self, asking: Asking) -> None:
        self.asked.setExclusive(False)
        for kind, button in zip(KINDS, self.asked.buttons(), strict=True):
            button.setEnabled(kind in asking.kinds)
            button.setChecked(kind in asking.kinds)
            number = self._counts[_CLAIMS[kind]]
            button.setToolTip(tip(counted(number, "question") if number else "There are none"))
        self.numbers.button(0).setChecked(True)
        self.numbers.button(0).setToolTip(
            tip("Away from kinks, accidental zeros and ones, and answers with too few digits")
        )
        self.seed.setToolTip(tip("The same seed draws the same numbers again"))

    def _build(self, folder: QLayout) -> None:
        counts = _beside(self.sheets, label("Seed", "muted"), self.seed)
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Numbers", row(self.numbers)),
            ("Sheets", counts),
            ("Asked for", row(self.asked)),
            ("Decimals", _beside(self.digits)),
            ("Folder", folder),
            ("", self.about),
        )
        rows_of(self, rows).setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.numbers.buttonClicked.connect(lambda _button: self._suit())
        self.asked.buttonClicked.connect(lambda _button: self._suit())
        for number in (self.sheets, self.seed, self.digits):
            number.valueChanged.connect(lambda _value: self._suit())

    @property
    def drawn(self) -> bool:
        """Whether every sheet has numbers of its own."""
        return self.numbers.checkedId() == 0

    @property
    def kinds(self) -> tuple[Asked, ...]:
        """What is asked for."""
        pairs = zip(KINDS, self.asked.buttons(), strict=True)
        return tuple(kind for kind, button in pairs if button.isChecked())

    @property
    def chosen(self) -> Chosen:
        """What to offer next time."""
        return Chosen(self._sheets, self.digits.value())

    def _suit(self) -> None:
        """One sheet is enough where all would be alike."""
        if self.sheets.isEnabled():
            self._sheets = self.sheets.value()
        for number in (self.sheets, self.seed):
            number.setEnabled(self.drawn)
        if self.sheets.value() != (shown := self._sheets if self.drawn else 1):
            self.sheets.setValue(shown)
        self.about.setText(self._summary())
        self.changed.emit()

    def _summary(self) -> str:
        asked = sum(self._counts[_CLAIMS[kind]] for kind in self.kinds)
        if not asked:
            return "Choose what is asked for."
        return (
            f"{counted(asked, 'question')} on a sheet. For each sheet there are a PDF with room to"
            " write, a PDF with the answers, and a text to fill in."
        )


def _number(least: int, most: int, value: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.setAccessibleName(name)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setFixedWidth(96)
    return box


def _beside(*parts: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(12)
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made
