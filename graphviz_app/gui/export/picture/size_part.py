"""SizePart: what the picture is for, and so how large it is and how small its text may be."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from graphviz_app.export.purpose.lengths import in_cm, in_points
from graphviz_app.export.purpose.purpose import PRESETS, Purpose
from graphviz_app.gui.export.picture.length_field import LengthField
from graphviz_app.gui.export.picture.remembered import Choices
from graphviz_app.gui.export.preview.ruler import Unit
from graphviz_app.gui.widgets.name_choice import NameChoice
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip

SCREEN, OWN = "As on screen", "Own size"
_SMALLEST, _LARGEST = "5mm", "500cm"


class SizePart(QWidget):
    """A list of purposes, and the lengths of the chosen one, each of which can be another."""

    changed = Signal()
    purpose_chosen = Signal()
    """Another purpose is chosen, which has colours of its own."""

    def __init__(self, chosen: Choices) -> None:
        super().__init__()
        self.purposes = NameChoice("Purpose")
        self.purposes.offer(purpose_names(), SCREEN)
        self.width_field = LengthField(
            "Width", "cm", _SMALLEST, _LARGEST, "That the file has: 8.5 cm, 85 mm, 240 pt, 3.3 in"
        )
        self.height_field = LengthField(
            "Height", "cm", _SMALLEST, _LARGEST, "That the file has at most; empty: as it comes"
        )
        self.text_field = LengthField(
            "Smallest text", "pt", "1pt", "200pt", "That letters and numbers have at least"
        )
        self._base = Purpose()
        """The purpose whose lengths stand in the fields, or stood there at first."""
        self._build()
        self.purposes.textActivated.connect(self._choose)
        for field in self._fields:
            field.changed.connect(self._typed)
        self._begin(chosen)

    @property
    def _fields(self) -> Sequence[LengthField]:
        return self.width_field, self.height_field, self.text_field

    def _build(self) -> None:
        self.purposes.setToolTip(tip("How large it is, and how small its text may be"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.purposes, 0, 0, 1, 3)
        self._words = [label(word, "caption") for word in ("Width", "Height", "Text at least")]
        for column, (word, field) in enumerate(zip(self._words, self._fields, strict=True)):
            grid.addWidget(word, 1, column)
            grid.addWidget(field, 2, column)
            grid.setColumnStretch(column, 1)

    def _begin(self, chosen: Choices) -> None:
        """As it was last time."""
        named = _named(chosen.purpose)
        if named is None and chosen.purpose == OWN:
            self.purposes.setCurrentText(OWN)
            for field, text in zip(self._fields, chosen.lengths, strict=True):
                field.show_length(text)
        elif named is not None:
            self.purposes.setCurrentText(named.about)
            self._show(named)
        self._suit()

    def take(self, purpose: Purpose) -> None:
        """Show a purpose that was offered."""
        self._show(purpose)
        self.purposes.setCurrentText(OWN)
        self._suit()

    @property
    def name(self) -> str:
        """As it is remembered."""
        return self.purposes.currentText()

    @property
    def purpose(self) -> Purpose | None:
        """What is asked for; None: as large as it is on the screen."""
        if self.name == SCREEN:
            return None
        named = _named(self.name)
        if named is not None:
            return named
        width, height, text = (field.points for field in self._fields)
        return replace(self._base, name="", width=width, height=height, least_text=text)

    @property
    def lengths(self) -> tuple[str, str, str]:
        """As they are typed."""
        return self.width_field.text(), self.height_field.text(), self.text_field.text()

    @property
    def why(self) -> str:
        """What is wrong with a length, as a sentence; empty if nothing is."""
        if self.name == SCREEN:
            return ""
        wrong = next((field.why for field in self._fields if field.why), "")
        asked = any(field.points is not None for field in self._fields)
        return wrong if wrong or asked else "Type a width, a height or the smallest text."

    @property
    def unit(self) -> Unit:
        """That lengths are typed in."""
        return "in" if any(field.is_in_inches for field in self._fields) else "cm"

    def _choose(self, name: str) -> None:
        named = _named(name)
        if named is not None:
            self._show(named)
        self._suit()
        self.purpose_chosen.emit()
        self.changed.emit()

    def _show(self, purpose: Purpose) -> None:
        self._base = purpose
        for field, points, told in (
            (self.width_field, purpose.width, in_cm),
            (self.height_field, purpose.height, in_cm),
            (self.text_field, purpose.least_text, in_points),
        ):
            field.show_length("" if points is None else told(points))

    def _typed(self) -> None:
        """A purpose with another length is one of one's own."""
        self.purposes.setCurrentText(OWN)
        self.changed.emit()

    def _suit(self) -> None:
        for part in (*self._words, *self._fields):
            part.setVisible(self.name != SCREEN)


def purpose_names() -> list[str]:
    """As they are offered."""
    return [SCREEN, *(purpose.about for purpose in PRESETS.values()), OWN]


def _named(name: str) -> Purpose | None:
    return next((purpose for purpose in PRESETS.values() if purpose.about == name), None)
