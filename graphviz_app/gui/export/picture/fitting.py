"""Fitting: the picture that fits a purpose is looked for while the window lives."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.core.pieces import Pieces
from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.fitting import Fitted
from graphviz_app.gui.widgets.turns import Turns

_SOON_MS = 150
"""Whoever is typing a length types on."""


class Fitting(QObject):
    """One search at a time; a newer one takes its place."""

    fitted = Signal(object)
    unfitted = Signal(object)
    """The error."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = Turns(self)
        self._wanted: Callable[[], Pieces[Fitted]] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether it is being looked for, or soon will be."""
        return self._wanted is not None

    def want(self, search: Callable[[], Pieces[Fitted]], *, soon: bool) -> None:
        """Look for this one; ``soon``: as soon as nothing else was wanted for a while."""
        self.drop()
        self._wanted = search
        if soon:
            self._soon.start()
        else:
            self._begin()

    def drop(self) -> None:
        """Nobody wants to know any more."""
        self._soon.stop()
        self._turns.drop()
        self._wanted = None

    def _begin(self) -> None:
        if self._wanted is not None:
            self._turns.begin(self._search(self._wanted), at_once=False)

    def _search(self, search: Callable[[], Pieces[Fitted]]) -> Pieces[None]:
        try:
            found = yield from search()
        except GraphAppError as error:
            self._wanted = None
            self.unfitted.emit(error)
        else:
            self._wanted = None
            self.fitted.emit(found)
