"""ScrolledPage: a page of the right panel that scrolls, as wide and as far from its rim as all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.widgets.parts import PAGE_FRAME, PAGE_SIDE, PAGE_TOP
from graphviz_app.theme import Theme

_LEAST, _GAP = 250, 14


class ScrolledPage(QScrollArea, Panel):
    """What is on it stands in a column; with the keys it scrolls, and its frame says so."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName(f"{name}Body")
        self.column = QVBoxLayout(body)
        self.setWidget(body)

    def dress(self, theme: Theme, rules: str) -> None:
        """Take a theme's colours and lengths, and style rules for what is on the page."""
        name = self.objectName()
        side, top = (round(theme.px(length)) - PAGE_FRAME for length in (PAGE_SIDE, PAGE_TOP))
        self.column.setContentsMargins(side, top, side, side)
        self.column.setSpacing(round(theme.px(_GAP)))
        self.setStyleSheet(
            f"#{name}, #{name}Body {{ background: {theme.panel}; }}"
            f"#{name} {{ border: {PAGE_FRAME}px solid {theme.panel}; }}"
            f"#{name}:focus {{ border-color: {theme.value}; }}"
            f"QLabel[tone] {{ background: transparent; }}"
            f"{rules}"
        )
        self.setMinimumWidth(round(theme.px(_LEAST)))
