"""MorePart: what a person chooses once in a while: how it is drawn, which part, how it is set."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QWidget

from graphviz_app.core.choices import Kind, StyleName, Way
from graphviz_app.core.view import View
from graphviz_app.export.part import SLIDE
from graphviz_app.export.setting import Letters
from graphviz_app.export.table import Format
from graphviz_app.formats.carrying.putting import can_carry
from graphviz_app.gui.export.choice import choice, enable, name_in, press, row, rows_of
from graphviz_app.gui.export.picture.length_field import LengthField
from graphviz_app.gui.export.picture.remembered import SCALES, Choices
from graphviz_app.gui.widgets.plain import tip

PART = f"Slide, {SLIDE.width()} × {SLIDE.height()}"
READINGS: Mapping[str, Kind] = {"Operators": "operators", "Lines": "lines", "Neurons": "neurons"}
STYLES: Mapping[str, StyleName | None] = {"What fits": None, "Cards": "cards", "Wires": "wires"}
WAYS: Mapping[str, Way | None] = {"What fits": None, "To the right": "LR", "Down": "TB"}


class MorePart(QWidget):
    """Rows of buttons; a row that means nothing is not there."""

    changed = Signal()

    def __init__(self, view: View, said: View, chosen: Choices) -> None:
        """``said`` is what of the view somebody has chosen: the rest may be what fits."""
        super().__init__()
        self.readings, self.styles, self.ways = choice(READINGS), choice(STYLES), choice(WAYS)
        self.folds = choice(["As they are", "Folded"])
        self.parts = choice(["Whole graph", PART])
        self.covers = choice(["Empty boxes", "Told"])
        self.plots = choice(["Below the graph", "Left out"])
        self.scales = choice(f"{scale}×" for scale in SCALES)
        self.grounds = choice(["Opaque", "Transparent"])
        self.letters_of = choice(["Text", "Outlines"])
        self.sources = choice(["Carried along", "Left out"])
        self.margin = LengthField("Margin", "mm", "0mm", "10cm", "Kept free on all sides")
        self._view, self._said = view, said
        self._there: dict[str, bool] = {}
        self._build()
        self._begin(chosen)

    def _build(self) -> None:
        rows: dict[str, QButtonGroup] = {
            "Read as": self.readings,
            "Style": self.styles,
            "Direction": self.ways,
            "Groups": self.folds,
            "Part": self.parts,
            "Asked for": self.covers,
            "Plots": self.plots,
            "Scale": self.scales,
            "Ground": self.grounds,
            "Letters": self.letters_of,
            "Graph": self.sources,
        }
        self._rows = rows
        self.margin.changed.connect(self.changed)
        parts: list[tuple[str, QWidget | QLayout]] = []
        for name, group in rows.items():
            parts.append((name, row(group)))
            group.buttonClicked.connect(lambda _button: self.changed.emit())
        self.grid = rows_of(self, [*parts, ("Margin", self.margin)])
        for group, words in (
            (self.parts, ("", "What is legible on a slide, around the step of now")),
            (self.letters_of, ("Can be searched and edited", "Looks the same everywhere")),
            (self.sources, ("The file can be opened again here", "Nothing but the picture")),
        ):
            for button, word in zip(group.buttons(), words, strict=True):
                button.setToolTip(tip(word))

    def _begin(self, chosen: Choices) -> None:
        self.take(self._said._replace(reading=self._view.reading))
        press(self.scales, f"{chosen.scale}×")
        self.margin.show_length(chosen.margin)
        press(self.grounds, "Transparent" if chosen.transparent else "Opaque")
        press(self.letters_of, "Text" if chosen.letters == "text" else "Outlines")
        press(self.sources, "Carried along" if chosen.carry else "Left out")
        for group in (self.folds, self.parts, self.covers):
            group.button(0).setChecked(True)

    def take(self, view: View) -> None:
        """Choose how it is drawn, as far as that is said."""
        press(self.readings, _name_of(READINGS, view.reading))
        press(self.styles, _name_of(STYLES, view.style))
        press(self.ways, _name_of(WAYS, view.direction))
        if view.folded and view.folded != self._view.folded:
            self.folds.button(1).setChecked(True)

    def offer(self, *, covered: bool, plotted: bool, grouped: bool) -> None:
        """What this graph has."""
        self._there = {"Asked for": covered, "Plots": plotted, "Groups": grouped}
        self.plots.button(0 if plotted else 1).setChecked(True)

    def suit(self, format_: Format, *, sized: bool, bare: bool, whole: bool) -> None:
        """Show what means something: for this format, and whether the picture has a size.

        ``bare``: it is just as on the screen.
        """
        there = {
            **self._there,
            **dict.fromkeys(("Read as", "Style", "Direction"), sized),
            "Groups": self._there["Groups"] and sized,
            "Part": bare,
            "Scale": format_.is_raster and not sized,
            "Ground": format_.can_be_transparent,
            "Letters": format_.is_vector,
            "Graph": can_carry(format_.suffix),
        }
        for line, name in enumerate(self._rows):
            self._show_row(line, there.get(name, True))
        enable(self.plots, whole)

    def _show_row(self, line: int, on: bool) -> None:
        name_in(self.grid, line).setVisible(on)
        for button in list(self._rows.values())[line].buttons():
            button.setVisible(on)

    @property
    def view(self) -> View:
        """How it is drawn, as far as that is chosen here."""
        return View(
            reading=READINGS[self.readings.checkedButton().text()],
            style=STYLES[self.styles.checkedButton().text()],
            direction=WAYS[self.ways.checkedButton().text()],
        )

    @property
    def folds_groups(self) -> bool:
        """Whether each outermost group is one box."""
        return self.folds.checkedId() == 1

    @property
    def tells_all(self) -> bool:
        """Whether numbers that are covered now are told in the picture."""
        return self.covers.checkedId() == 1

    @property
    def wants_plots(self) -> bool:
        """Whether the plots of learning are below the graph."""
        return self.plots.checkedId() == 0

    @property
    def room(self) -> QSize | None:
        """Of a camera, in pixels; None where the whole graph is written."""
        return SLIDE if self.parts.checkedId() == 1 else None

    @property
    def chosen_scale(self) -> int:
        """Pixels per design pixel, of an image."""
        return SCALES[self.scales.checkedId()]

    @property
    def wants_transparent(self) -> bool:
        """Whether the ground is left out, where it can be."""
        return self.grounds.checkedId() == 1

    @property
    def letters(self) -> Letters:
        """What letters become, where there is a choice."""
        return "text" if self.letters_of.checkedId() == 0 else "outlines"

    @property
    def carries(self) -> bool:
        """Whether the file can be opened again."""
        return self.sources.checkedId() == 0


def _name_of(names: Mapping[str, object], chosen: object) -> str:
    """What is chosen, or the first, which leaves it open."""
    return next((name for name, one in names.items() if one == chosen), next(iter(names)))
