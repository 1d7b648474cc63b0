"""The foot of the ledger: what all paths add up to, held against the engine's derivative."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from graphviz_app.arrays import Array, np
from graphviz_app.core.graph import Value
from graphviz_app.core.paths import Ledger
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import is_covered
from graphviz_app.explain.ledger.tables import sum_words
from graphviz_app.gui.paths.small_heat import SmallHeat
from graphviz_app.gui.widgets.parts import label
from graphviz_app.scene.style import readable
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override


class Foot(QWidget):
    """One line, and the entries of a sum of matrices."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = label("", wrap=True)
        self.words.setAccessibleName("Sum of all paths")
        self.table = HeatTable(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.table)
        self._agrees: bool | None = None

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.table.set_theme(theme)
        self._dress()

    def show_sum(self, run: ReadRun, ledger: Ledger) -> None:
        """Say it of this ledger."""
        self._agrees = ledger.agrees
        self.words.setText(sum_words(run, ledger))
        self.table.show_value(ledger.total)
        self._dress()

    def _dress(self) -> None:
        theme = self._theme
        colors = {True: theme.parameter, False: theme.gradient, None: theme.ink}
        color = readable(QColor(colors[self._agrees]), QColor(theme.panel)).name()
        size = round(theme.px(14))
        self.words.setStyleSheet(f"color: {color}; font-size: {size}px; font-weight: 600;")


class HeatTable(QWidget):
    """A small table of a vector or a matrix; hidden where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._array: Array | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.updateGeometry()

    def show_value(self, value: Value | None) -> None:
        """Show these numbers; of a single one there is no table."""
        many = isinstance(value, np.ndarray) and value.ndim and not is_covered(value)
        self._array = value if many and isinstance(value, np.ndarray) else None
        self.setVisible(self._array is not None)
        self.updateGeometry()
        self.update()

    def _heat(self) -> SmallHeat | None:
        width = float(max(self.width(), 100))
        return None if self._array is None else SmallHeat(self._array, width, self._theme)

    @override
    def sizeHint(self) -> QSize:
        heat = self._heat()
        return QSize(100, 0 if heat is None else round(heat.height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        heat = self._heat()
        if heat is not None:
            heat.paint(QPainter(self), QPointF(0, 0))
