"""Pointing: a click on a field types into it, or reveals it; called out numbers are typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from graphviz_app.covered import Asked
from graphviz_app.gui.canvas.graph_view import GraphView
from graphviz_app.gui.covers.answering import Answering
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.covers.finding import field_at
from graphviz_app.gui.covers.revealing import Revealing
from graphviz_app.typing_compat import override

BEGINS = "0123456789.,-−"
"""What a number begins with."""
_KEYS = Qt.KeyboardModifier.KeypadModifier


class Pointing(QObject):
    """Watches the view: what it would make of a press on a field is not wanted."""

    def __init__(
        self,
        view: GraphView,
        covering: Covering,
        answering: Answering,
        revealing: Revealing,
        is_presenting: Callable[[], bool],
    ) -> None:
        super().__init__(view)
        self._view, self._covering = view, covering
        self._answering, self._revealing = answering, revealing
        self._is_presenting = is_presenting
        self._taken = False
        """Whether the last press was on a field."""
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            return self._takes_mouse(event)
        if isinstance(event, QKeyEvent) and watched is self._view:
            return self._takes_key(event)
        return False

    def _takes_mouse(self, event: QMouseEvent) -> bool:
        kinds = QEvent.Type
        if event.type() == kinds.MouseButtonPress:
            number = self._number_at(event)
            self._taken = number is not None
            if number is not None:
                self._click(number)
            return self._taken
        if event.type() == kinds.MouseButtonDblClick:
            return self._taken
        if event.type() == kinds.MouseMove and not event.buttons():
            over = self._number_at(event, moved=True) is not None
            if over:
                typed = Qt.CursorShape.IBeamCursor, Qt.CursorShape.PointingHandCursor
                self._view.viewport().setCursor(typed[self._is_presenting()])
            return over
        return False

    def _number_at(self, event: QMouseEvent, moved: bool = False) -> Asked | None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not plain or not (moved or event.button() == Qt.MouseButton.LeftButton):
            return None
        placed = field_at(self._view.scene(), self._view.to_scene(event.position()))
        number = None if placed is None else placed.field.asked
        return number if number is not None and self._covering.is_covered(number) else None

    def _click(self, number: Asked) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._is_presenting():
            self._covering.reveal([number])
        else:
            self._answering.ask(number)

    def _takes_key(self, event: QKeyEvent) -> bool:
        """While something is presented, what is called out for this step's covered number."""
        kinds, typed = QEvent.Type, event.text()
        if event.type() not in (kinds.ShortcutOverride, kinds.KeyPress) or not typed:
            return False
        if typed not in BEGINS or event.modifiers() & ~_KEYS or not self._is_presenting():
            return False
        covered = self._revealing.covered
        if not covered:
            return False
        if event.type() == kinds.KeyPress:
            self._answering.ask(covered[0], begun=typed)
        event.accept()
        return True
