"""The slider for groups in groups: how deep they are open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QWidget

from graphviz_app.gui.widgets.plain import PlainLabel, tip
from graphviz_app.theme import Theme

WIDTH = 72
"""Of the slider, in design pixels."""


class DepthControl(QFrame):
    """There as long as the graph has groups; on the left all are folded, on the right all open."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._row = QHBoxLayout(self)
        self._name = PlainLabel("Groups")
        self._name.setProperty("tone", "caption")
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setPageStep(1)
        self._slider.setAccessibleName("How deep groups are open")
        self._slider.setToolTip(tip("How deep groups are open; on the left each is one box"))
        self._slider.valueChanged.connect(self.chosen)
        self._row.addWidget(self._name)
        self._row.addWidget(self._slider)
        self._needed, self._away = False, False
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        gap = round(theme.px(8))
        self._row.setContentsMargins(gap, 0, gap, 0)
        self._row.setSpacing(gap)
        self._slider.setFixedSize(round(theme.px(WIDTH)), round(theme.px(30)))
        self.adjustSize()

    def show_depth(self, depth: int, deepest: int) -> None:
        """So deep they are open, of so deep they could be."""
        self._slider.blockSignals(True)
        self._slider.setRange(0, deepest)
        self._slider.setValue(depth)
        self._slider.blockSignals(False)
        self._needed = deepest > 0
        self.setVisible(self._needed and not self._away)

    def set_away(self, away: bool) -> None:
        """Not there for now, or there again."""
        self._away = away
        self.setVisible(self._needed and not away)
