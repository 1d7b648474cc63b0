"""MathsJump: a formula that leads somewhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from graphviz_app.scene.typeset.math_text import MathText, typeset
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

SIZE = 16
MARGIN = 4


class MathsJump(QAbstractButton):
    """Underlined where the pointer or the keys are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.latex = ""
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, latex: str, name: str) -> None:
        """Show another formula; ``name`` is what it is called."""
        self.latex = latex
        self.setAccessibleName(f"Show {name}")
        self.updateGeometry()
        self.update()

    @property
    def _maths(self) -> MathText:
        return typeset(self.latex, self.theme.px(SIZE))

    @override
    def sizeHint(self) -> QSize:
        maths = self._maths
        width = maths.width + 2 * MARGIN
        return QSize(round(width) + 1, round(self.theme.px(SIZE * 1.7)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self.theme.wrong)
        baseline = self.height() * 0.68
        self._maths.draw(painter, MARGIN, baseline, color)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(color, 1))
            low = round(self.height() - 2)
            painter.drawLine(MARGIN, low, self.width() - MARGIN, low)
        painter.end()
