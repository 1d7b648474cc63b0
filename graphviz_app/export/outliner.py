"""Outliner: a painter whose letters are curves, so that no reader needs a font."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from graphviz_app.scene.typeset.math_text import MathText
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.scene.typeset.text_taker import TextTaker
from graphviz_app.typing_compat import override


class Outliner(TextTaker):
    """Paints what it takes."""

    @override
    def take(self, text: object, x: float, baseline: float, color: QColor) -> None:
        if isinstance(text, TextLine):
            self.fillPath(text.outline().translated(QPointF(x, baseline - text.drop)), color)
        elif isinstance(text, MathText):
            for path, own in text.parts:
                self.fillPath(path.translated(x, baseline), own or color)
