"""The zoom control at the corner of the canvas: −, the zoom in per cent, +."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from graphviz_app.theme import Theme


class ZoomControl(QFrame):
    """Its middle goes back to fitting the window."""

    def __init__(
        self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._row = QHBoxLayout(self)
        self._out = self._button("−", actions["zoom_out"])
        self._level = self._button("100 %", actions["fit"])
        self._in = self._button("+", actions["zoom_in"])
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other lengths."""
        gap = round(theme.px(2))
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(0)
        for button, width in ((self._out, 28), (self._level, 56), (self._in, 28)):
            button.setFixedSize(round(theme.px(width)), round(theme.px(26)))
        self.adjustSize()

    def show_zoom(self, zoom: float) -> None:
        """Screen pixels per scene pixel, as per cent."""
        digits = 0 if zoom >= 0.01 else 2
        self._level.setText(f"{zoom:.{digits}%}".replace("%", " %"))

    def _button(self, text: str, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("flat", True)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        self._row.addWidget(button)
        return button
