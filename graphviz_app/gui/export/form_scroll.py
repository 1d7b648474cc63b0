"""FormScroll: a form that scrolls where the window is too low for it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from graphviz_app.typing_compat import override

_GAP = 8
"""Pixels between the form and its scroll bar."""


class FormScroll(QScrollArea):
    """Never scrolls sideways: it is as wide as its form."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        self.setWidget(form)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        form.installEventFilter(self)
        self._suit()

    def _suit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(self._form.minimumSizeHint().width() + bar + _GAP)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._suit()
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._form.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), 200)
