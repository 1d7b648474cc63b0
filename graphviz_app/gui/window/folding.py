"""Folding: in a narrow window panels give way to the graph; tabs at the edge bring them back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from graphviz_app.gui.window.columns import ROOMY
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

GRAPH_SHARE = 0.55
"""Of a window's width the graph has at least this, unless somebody wants a panel all the same."""
WIDTH, TOP, LENGTH = 24, 18, 310
"""Of a tab at the edge: how wide it is, and where its name begins and has to end."""


class Folding:
    """Which panels give way; what a person has chosen is not forgotten meanwhile."""

    def __init__(self, sides: Mapping[str, str], actions: Mapping[str, QAction]) -> None:
        """``sides``: where each panel stands, by its id."""
        self._sides, self._actions = sides, actions
        self.folded: set[str] = set()
        """Panels that are wanted and not there."""
        self._insisted: set[str] = set()
        """Panels that somebody has opened where they would give way."""
        self._by_itself = False
        """Whether nobody but this is opening and closing panels just now."""
        for id_ in sides:
            actions[id_].toggled.connect(self._listener(id_))

    def _listener(self, id_: str) -> Callable[[bool], None]:
        """Hears that the person has opened or closed a panel."""

        def take(on: bool) -> None:
            if self._by_itself:
                return
            self.folded.discard(id_)
            (self._insisted.add if on else self._insisted.discard)(id_)

        return take

    def fit(self, width: int, widths: Mapping[str, int]) -> None:
        """Let panels give way in a window of this width, or come back.

        ``widths`` is what the panels of each side take.
        """
        self.unfold()
        for side in ("right", "left"):
            if width < ROOMY and self._share(width, widths) < GRAPH_SHARE:
                self._fold(side)

    def unfold(self) -> None:
        """What has given way is there again."""
        for id_ in self.folded:
            self.set(id_, True)
        self.folded.clear()

    def set(self, id_: str, on: bool) -> None:
        """Open or close a panel; nobody wishes it just now."""
        self._by_itself = True
        self._actions[id_].setChecked(on)
        self._by_itself = False

    def _share(self, width: int, widths: Mapping[str, int]) -> float:
        """How much of the width the graph has."""
        sides = {side for id_, side in self._sides.items() if self._actions[id_].isChecked()}
        return 1 - sum(widths[side] for side in sides) / max(width, 1)

    def _fold(self, side: str) -> None:
        here = (id_ for id_, its in self._sides.items() if its == side)
        for id_ in here:
            if self._actions[id_].isChecked() and id_ not in self._insisted:
                self.set(id_, False)
                self.folded.add(id_)


class EdgeTab(QAbstractButton):
    """A narrow bar at the window's edge, with the name of what has given way; a click opens it."""

    def __init__(self, action: QAction, side: str, theme: Theme, words: str = "") -> None:
        super().__init__()
        self._side = side
        self.setText(words or action.text())
        self.setToolTip(action.toolTip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _on: action.setChecked(True))
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.setFixedWidth(round(theme.px(WIDTH)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, left = self._theme, QPainter(self), self._side == "left"
        lit = self.underMouse() or self.hasFocus()
        painter.fillRect(self.rect(), QColor(theme.tab if lit else theme.panel))
        inner = self.width() - 1 if left else 0
        painter.fillRect(inner, 0, 1, self.height(), QColor(theme.hairline))
        painter.setPen(QColor(theme.ink if lit else theme.muted))
        painter.setFont(font(theme, 12, 500))
        # Read from the window's outer edge: upwards at the left, downwards at the right.
        painter.translate(self.width() / 2, theme.px(TOP))
        painter.rotate(-90 if left else 90)
        along, across = round(theme.px(LENGTH)), self.width()
        room = QRect(-along if left else 0, -across // 2, along, across)
        end = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, end | Qt.AlignmentFlag.AlignVCenter, f"{self.text()}  ⌄")
