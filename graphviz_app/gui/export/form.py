"""The form of the export dialog: as what, of which moment, in which colours, how large."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLayout, QWidget

from graphviz_app.core.view import View
from graphviz_app.export.part import SLIDE
from graphviz_app.export.table import Format, formats
from graphviz_app.gui.export.choice import choice, enable, press, row, rows_of
from graphviz_app.gui.export.remembered import SCALES, Choices
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import DARK, LIGHT, PRINT, Theme

LOOKS: Mapping[str, Theme] = {"Light": LIGHT, "Dark": DARK, "Print": PRINT}
PART = f"Slide, {SLIDE.width()} × {SLIDE.height()}"


def all_of(shown: View) -> str:
    """What the finished picture has, by the switches of the view."""
    if shown.values and shown.gradients:
        return "All numbers"
    switches = {"values": shown.values, "gradients": shown.gradients, "derivatives": shown.locals}
    names = [word for word, on in switches.items() if on]
    return f"All {' and '.join(names)}" if names else "No numbers"


class Form(QWidget):
    """Rows of buttons; what has no meaning for the format cannot be pressed."""

    changed = Signal()
    format_chosen = Signal()

    def __init__(
        self,
        shown: View,
        at_end: bool,
        dark: bool,
        chosen: Choices,
        covered: bool = False,
        plotted: bool = False,
    ) -> None:
        super().__init__()
        self._offered = formats()
        self.formats = choice(format_.name for format_ in self._offered)
        self.about = label("", "caption", wrap=True)
        self.scales = choice(f"{scale}×" for scale in SCALES)
        self.looks = choice(LOOKS)
        self.moments = choice(["As it is now", all_of(shown)])
        for button in self.moments.buttons():
            button.setToolTip(
                "Values, gradients and derivatives as they are switched in the window."
            )
        self.covers = choice(["Empty boxes", "Told"])
        self.covers.button(0).setChecked(True)
        self._has_covers = covered
        self.plots = choice(["Below the graph", "Left out"])
        self.plots.button(0 if plotted else 1).setChecked(True)
        self._has_plots = plotted
        self.parts = choice(["Whole graph", PART])
        self.parts.button(1).setToolTip(tip("What is legible on a slide, around the step of now"))
        self.grounds = choice(["Opaque", "Transparent"])
        self.extent = label("", "muted")
        self._build()
        self.follow(chosen.suffix)
        press(self.scales, f"{chosen.scale}×")
        press(self.looks, "Dark" if dark else "Light")
        press(self.grounds, "Transparent" if chosen.transparent else "Opaque")
        self.parts.button(0).setChecked(True)
        self.moments.button(1 if at_end else 0).setChecked(True)
        self.moments.button(0).setEnabled(not at_end)
        self._connect()

    def _build(self) -> None:
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Format", row(self.formats)),
            ("", self.about),
            ("Numbers", row(self.moments)),
            *((("Asked for", row(self.covers)),) if self._has_covers else ()),
            ("Part", row(self.parts)),
            *((("Plots", row(self.plots)),) if self._has_plots else ()),
            ("Colours", row(self.looks)),
            ("Scale", row(self.scales)),
            ("Ground", row(self.grounds)),
            ("Size", self.extent),
        )
        grid = rows_of(self, rows)
        grid.setRowStretch(len(rows), 1)
        grid.setColumnMinimumWidth(1, 280)

    def _connect(self) -> None:
        self.formats.buttonClicked.connect(self.format_chosen)
        for group in (
            self.formats,
            self.scales,
            self.looks,
            self.moments,
            self.covers,
            self.parts,
            self.plots,
            self.grounds,
        ):
            group.buttonClicked.connect(self._tell)
        self._suit()

    @property
    def format(self) -> Format:
        """What is written."""
        return self._offered[self.formats.checkedId()]

    @property
    def scale(self) -> int:
        """Pixels per design pixel; 1 for curves."""
        return self.chosen_scale if self.format.is_raster else 1

    @property
    def chosen_scale(self) -> int:
        """The same, as it was chosen for images of pixels."""
        return SCALES[self.scales.checkedId()]

    @property
    def transparent(self) -> bool:
        """Whether the ground is left out."""
        return self.format.can_be_transparent and self.wants_transparent

    @property
    def wants_transparent(self) -> bool:
        """The same, as it was chosen for formats that can."""
        return self.grounds.checkedId() == 1

    @property
    def look(self) -> Theme:
        """The colours."""
        return LOOKS[self.looks.checkedButton().text()]

    @property
    def tells_all(self) -> bool:
        """Whether numbers that are covered now are told in the picture."""
        return self.covers.checkedId() == 1

    @property
    def has_plots(self) -> bool:
        """Whether the plots of learning are drawn, too."""
        return self.plots.checkedId() == 0 and self.room is None

    @property
    def room(self) -> QSize | None:
        """Of a camera, in pixels; None where the whole graph is written."""
        return SLIDE if self.parts.checkedId() == 1 else None

    @property
    def finished(self) -> bool:
        """Whether everything is known in the picture, instead of what is by now."""
        return self.moments.checkedId() == 1

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
        enable(self.scales, self.format.is_raster)
        enable(self.grounds, self.format.can_be_transparent)
        enable(self.plots, self.room is None)

    def _tell(self) -> None:
        self._suit()
        self.changed.emit()
