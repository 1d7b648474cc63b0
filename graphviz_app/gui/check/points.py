"""PointsBar: what a claim can earn for its method and for its number; what has been earned."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from graphviz_app.core.check import Checked
from graphviz_app.core.check.marks import Points, marks
from graphviz_app.gui.widgets.parts import label
from graphviz_app.theme import Theme

MOST, STEP = 100.0, 0.5


class PointsBar(QWidget):
    """Hidden until points are wanted."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.method = self._field("Points for the method of a claim")
        self.number = self._field("Points for the number of a claim")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for words, spin in (("Method", self.method), ("Number", self.number)):
            row.addWidget(label(words, "muted"))
            row.addWidget(spin)
        row.addStretch(1)
        self.hide()
        self.set_theme(theme)

    def _field(self, name: str) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setRange(0.0, MOST)
        spin.setSingleStep(STEP)
        spin.setDecimals(1)
        spin.setValue(1.0)
        spin.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.setAccessibleName(name)
        spin.valueChanged.connect(lambda _points: self.changed.emit())
        return spin

    @property
    def on(self) -> bool:
        """Whether points are wanted."""
        return not self.isHidden()

    @property
    def each(self) -> Points:
        """What a claim can earn."""
        return Points(self.method.value(), self.number.value())

    def set_on(self, on: bool) -> None:
        """Show them, or not."""
        self.setVisible(on)
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        self._row.setSpacing(round(theme.px(6)))
        for spin in (self.method, self.number):
            spin.setFixedWidth(round(theme.px(46)))

    def total(self, checked: Checked | None) -> str:
        """What all claims have earned; '' where no points are wanted."""
        if not self.on or checked is None:
            return ""
        found = marks(checked, self.each)
        return f"{found.total:g} of {found.possible:g} points"

    def earned(self, checked: Checked | None, at: int) -> str:
        """What one claim has earned; '' where no points are wanted."""
        if not self.on or checked is None or not 0 <= at < len(checked.judged):
            return ""
        return f"{marks(checked, self.each).earned[at].total:g} of {self.each.total:g}"
