"""The form of the export dialog: what for, as what, of which moment, with what, in which colours.

What a person wants first is seen; the rest is in ``more``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.core.view import View
from graphviz_app.export.purpose.purpose import Purpose
from graphviz_app.export.table import Format, formats
from graphviz_app.gui.export.choice import (
    align,
    choice,
    enable,
    lines,
    lower,
    press,
    row,
    rows_of,
    switches,
)
from graphviz_app.gui.export.picture.advice import Advice
from graphviz_app.gui.export.picture.more_part import MorePart
from graphviz_app.gui.export.picture.remembered import Choices
from graphviz_app.gui.export.picture.size_part import SCREEN, SizePart
from graphviz_app.gui.widgets.parts import label
from graphviz_app.scene.surround.surround import NOTHING, Wanted
from graphviz_app.theme import THEMES, Theme

LOOKS: Mapping[str, Theme] = {name.capitalize(): theme for name, theme in THEMES.items()}
_SHOWN = "values", "gradients", "locals", "shapes"
_SIZED_TEXT = (".tex",)
"""Formats of text that are as large as they are asked for."""
_COLUMNS = 4


class Offer(NamedTuple):
    """What there is to choose from."""

    view: View
    """How the graph is looked at."""
    said: View = View()  # a tuple
    """What of that somebody has chosen."""
    at_end: bool = False
    dark: bool = False
    covered: bool = False
    """Whether numbers are asked for, or covered."""
    plotted: bool = False
    """Whether there are plots of learning."""
    grouped: bool = False
    title: str = ""
    """What the graph is called."""


def all_of(shown: View) -> str:
    """What the finished picture has, by the switches of the view."""
    if shown.values and shown.gradients:
        return "All numbers"
    switched = {"values": shown.values, "gradients": shown.gradients, "derivatives": shown.locals}
    names = [word for word, on in switched.items() if on]
    return f"All {' and '.join(names)}" if names else "No numbers"


class Form(QWidget):
    """Rows of buttons; what has no meaning for the format cannot be pressed."""

    changed = Signal()
    format_chosen = Signal()

    def __init__(self, offer: Offer, chosen: Choices) -> None:
        super().__init__()
        self._offered, self._offer = formats(), offer
        self.size_part = SizePart(chosen)
        self.advice = Advice()
        self.formats = choice(format_.name for format_ in self._offered)
        self.about = label("", "caption", wrap=True)
        self.moments = choice(["As it is now", "All numbers"])
        tangents = "Tangents" if offer.view.tangents else "Gradients"
        self.shown = switches(["Values", tangents, "Derivatives", "Shapes"])
        self.around = switches(["Title", "Caption", "Legend"])
        self.looks = choice(LOOKS)
        self._own_look = False
        """Whether colours were chosen by hand."""
        self.more_button = QPushButton()
        self.more = MorePart(offer.view, offer.said, chosen)
        self._build()
        self._begin(chosen)
        self._connect()
        self._suit()

    def _build(self) -> None:
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Purpose", _below(self.size_part, self.advice)),
            ("Format", lines(self.formats, _COLUMNS)),
            ("", self.about),
            ("Moment", row(self.moments)),
            ("Shown", row(self.shown)),
            ("Around it", row(self.around)),
            ("Colours", row(self.looks)),
        )
        first = QWidget()
        grid = rows_of(first, rows)
        for line in (0, 1):  # these are higher than one row of buttons
            lower(grid, line)
        align(grid, self.more.grid)
        self.more_button.setCheckable(True)
        self.more_button.setAutoDefault(False)
        self.more_button.setProperty("more", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (first, self.more_button, self.more):
            column.addWidget(part)
        column.addStretch(1)

    def _begin(self, chosen: Choices) -> None:
        offer = self._offer
        self.more.offer(covered=offer.covered, plotted=offer.plotted, grouped=offer.grouped)
        self.looks.button(0).setChecked(True)
        self.moments.button(1 if offer.at_end else 0).setChecked(True)
        self.follow(chosen.suffix)
        self.moments.button(0).setEnabled(not offer.at_end)
        for button, name in zip(self.shown.buttons(), _SHOWN, strict=True):
            button.setChecked(bool(getattr(offer.view, name)))
        on = chosen.title, chosen.caption, chosen.legend
        for button, checked in zip(self.around.buttons(), on, strict=True):
            button.setChecked(checked)
        self.more_button.setChecked(chosen.more)
        self._choose_look()

    def _connect(self) -> None:
        self.formats.buttonClicked.connect(self.format_chosen)
        self.looks.buttonClicked.connect(self._take_look)
        for group in self._groups():
            group.buttonClicked.connect(self._tell)
        self.size_part.purpose_chosen.connect(self._choose_look)
        self.size_part.changed.connect(self._tell)
        self.more.changed.connect(self._tell)
        self.more_button.toggled.connect(self._suit)

    def _groups(self) -> Iterator[QButtonGroup]:
        yield from (self.formats, self.moments, self.shown, self.around, self.looks)

    def _take_look(self) -> None:
        self._own_look = True

    def _choose_look(self) -> None:
        """As on the screen, or the purpose's own, unless somebody has chosen."""
        if not self._own_look:
            purpose = self.size_part.purpose
            screen = "dark" if self._offer.dark else "light"
            press(self.looks, (screen if purpose is None else purpose.theme).capitalize())

    @property
    def format(self) -> Format:
        """What is written."""
        return self._offered[self.formats.checkedId()]

    @property
    def is_sized(self) -> bool:
        """Whether the file says how large it is; what reads DOT and Mermaid decides on that."""
        return self.format.unit is not None or self.format.suffix in _SIZED_TEXT

    @property
    def scale(self) -> int:
        """Pixels per design pixel; 1 for curves."""
        return self.more.chosen_scale if self.format.is_raster else 1

    @property
    def transparent(self) -> bool:
        """Whether the ground is left out."""
        return self.format.can_be_transparent and self.more.wants_transparent

    @property
    def look(self) -> Theme:
        """The colours."""
        return LOOKS[self.looks.checkedButton().text()]

    @property
    def view(self) -> View:
        """How the graph is looked at, with the numbers that are to be seen."""
        values, gradients, locals_, shapes = (one.isChecked() for one in self.shown.buttons())
        return self._offer.view._replace(
            values=values, gradients=gradients, locals=locals_, shapes=shapes
        )

    @property
    def has_plots(self) -> bool:
        """Whether the plots of learning are drawn, too."""
        return self.more.wants_plots and self.room is None

    @property
    def room(self) -> QSize | None:
        """Of a camera, in pixels; None where the whole graph is written."""
        return self.more.room if self.purpose is None else None

    @property
    def wanted(self) -> Wanted:
        """What stands around the graph."""
        title, caption, legend = (button.isChecked() for button in self.around.buttons())
        return Wanted(self._offer.title if title else "", caption, legend)

    @property
    def purpose(self) -> Purpose | None:
        """What it is to fit; None: all is as it is on the screen."""
        purpose, margin = self.size_part.purpose, self.more.margin.points
        if not self.is_sized:
            return None
        if purpose is None and margin is None and self.wanted == NOTHING:
            return None
        if purpose is None:
            purpose = Purpose(theme=self.look.name, dpi=96.0 * self.more.chosen_scale)
        return purpose if margin is None else replace(purpose, margin=margin)

    @property
    def why(self) -> str:
        """What is wrong with a length, as a sentence; empty if nothing is."""
        return (self.size_part.why or self.more.margin.why) if self.is_sized else ""

    @property
    def finished(self) -> bool:
        """Whether everything is known in the picture, instead of what is by now."""
        return self.moments.checkedId() == 1

    def choices(self, folder: str) -> Choices:
        """What to offer next time."""
        size, more = self.size_part, self.more
        width, height, text = size.lengths
        title, caption, legend = (button.isChecked() for button in self.around.buttons())
        return Choices(
            *(self.format.suffix, more.chosen_scale, more.wants_transparent, folder),
            *(size.name, width, height, text, more.margin.text()),
            title=title,
            caption=caption,
            legend=legend,
            letters=more.letters,
            carry=more.carries,
            more=self.more_button.isChecked(),
        )

    def take(self, view: View, purpose: Purpose) -> None:
        """What was offered, so that it fits."""
        if purpose != self.size_part.purpose:
            self.size_part.take(purpose)
        self.more.take(view)
        for button, name in zip(self.shown.buttons(), _SHOWN, strict=True):
            wanted = getattr(view, name)
            if wanted is not None:
                button.setChecked(wanted)
        self._suit()

    def follow(self, suffix: str) -> bool:
        """Choose the format with this suffix; False if there is none."""
        for place, format_ in enumerate(self._offered):
            if format_.suffix == suffix.lower():
                self.formats.button(place).setChecked(True)
                self._suit()
                return True
        return False

    def _suit(self) -> None:
        self.about.setText(self.format.about)
        self.moments.button(1).setText(all_of(self.view))
        for button in self.looks.buttons():
            button.setEnabled(self.format.unit is not None)
        self.size_part.setEnabled(self.is_sized)
        enable(self.around, self.is_sized)
        sized = self.is_sized and self.size_part.name != SCREEN
        bare = self.purpose is None
        self.more.suit(self.format, sized=sized, bare=bare, whole=self.room is None)
        open_ = self.more_button.isChecked()
        self.more_button.setText("Fewer choices" if open_ else "More choices …")
        self.more.setVisible(open_)

    def _tell(self) -> None:
        self._suit()
        self.changed.emit()


def _below(*parts: QWidget) -> QVBoxLayout:
    """One below the other; what is hidden takes no room."""
    column = QVBoxLayout()
    column.setSpacing(10)
    for part in parts:
        column.addWidget(part)
    return column
