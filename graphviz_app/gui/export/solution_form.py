"""The form of a worked solution: as what, by which leaves, with what else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from graphviz_app.explain.worked.written.formats import FORMATS, Format
from graphviz_app.gui.export.choice import choice, enable, press, row, rows_of
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip

_ABOUT = {
    "text": "Plain text of 88 columns, for a terminal or a letter.",
    "md": "Formulas between dollar signs, for GitHub and notebooks.",
    "latex": "An article that needs amsmath and nothing else.",
    "html": "One file for a browser or the printer, with the graph.",
}
_MOST_NAMED = 3


class SolutionForm(QWidget):
    """Rows of buttons; what has no meaning cannot be pressed."""

    changed = Signal()
    """Another solution is wanted."""
    format_chosen = Signal()

    def __init__(self, selected: Sequence[str], suffix: str) -> None:
        super().__init__()
        self.formats = choice(one.title for one in FORMATS)
        self.about = label("", "caption", wrap=True)
        self.by = choice(["All leaves", "Selection"])
        self.proofs = choice(["Without", "With"])
        self.pictures = choice(["Without", "With"])
        self._build()
        self.follow(suffix)
        self._offer(selected)
        press(self.proofs, "Without")
        press(self.pictures, "With")
        self.formats.buttonClicked.connect(self._choose_format)
        for group in (self.by, self.proofs):
            group.buttonClicked.connect(lambda _button: self.changed.emit())

    def _build(self) -> None:
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Format", row(self.formats)),
            ("", self.about),
            ("Gradients", row(self.by)),
            ("Proof", row(self.proofs)),
            ("Graph", row(self.pictures)),
        )
        grid = rows_of(self, rows)
        grid.setRowStretch(len(rows), 1)
        grid.setColumnMinimumWidth(1, 280)

    def _offer(self, selected: Sequence[str]) -> None:
        """What is selected in the window; one node or several are what is meant."""
        names = ", ".join(selected[:_MOST_NAMED]) + (" …" if len(selected) > _MOST_NAMED else "")
        self.by.button(1).setEnabled(bool(selected))
        self.by.button(1).setToolTip(tip(names or "Nothing is selected in the graph"))
        self.by.button(0).setToolTip(tip("By every input and parameter"))
        self.by.button(1 if selected else 0).setChecked(True)
        for button in self.proofs.buttons():
            button.setToolTip(tip("Each gradient held against central differences"))

    @property
    def format(self) -> Format:
        """What is written."""
        return FORMATS[self.formats.checkedId()]

    @property
    def of_selection(self) -> bool:
        """Whether only what lies on the way to the selected nodes is told."""
        return self.by.checkedId() == 1

    @property
    def proved(self) -> bool:
        """Whether gradients are held against differences."""
        return self.proofs.checkedId() == 1

    @property
    def with_picture(self) -> bool:
        """Whether the graph stands at the top."""
        return self.format.name == "html" and self.pictures.checkedId() == 1

    def follow(self, suffix: str) -> bool:
        """Choose the format with this suffix; False if there is none."""
        for place, one in enumerate(FORMATS):
            if one.suffix == suffix.lower():
                self.formats.button(place).setChecked(True)
                self._suit()
                return True
        return False

    def _choose_format(self) -> None:
        self._suit()
        self.format_chosen.emit()

    def _suit(self) -> None:
        self.about.setText(_ABOUT[self.format.name])
        enable(self.pictures, self.format.name == "html")
