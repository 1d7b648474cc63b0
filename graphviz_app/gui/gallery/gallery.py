"""Gallery: the examples as pictures, to begin with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.gui.gallery.cards import CARD, GAP, NEW, OPEN, CardPainter, CardText, read_card
from graphviz_app.gui.gallery.thumbnails import Thumbnails
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import jump, jump_rules
from graphviz_app.layout import Layout, compute_layout
from graphviz_app.resources import examples
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HEADLINE = "Watch the chain rule run"
ADVICE = (
    "Open an example and press Space: values flow to the output, then gradients flow back, "
    "with every number in its place. Shift+Space brings the loss down, step by step. Or begin with "
    "an empty page and type your own graph."
)
MOST_RECENT = 5


class Gallery(QWidget):
    """A headline, a filter field and cards; a ``compact`` one has only filter and cards."""

    open_requested = Signal(object)
    new_requested = Signal()
    open_file_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        compact: bool = False,
        cache: Path | None = None,
        lay_out: Callable[..., Layout] = compute_layout,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._compact = compact
        self._theme = theme
        self._entries: list[CardText] | None = None
        self._drawn: Theme | None = None
        self.thumbnails = Thumbnails(theme, cache, lay_out, self)
        self.thumbnails.ready.connect(self._take_picture)
        self.thumbnails.failed.connect(self._give_up)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter examples")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter examples")
        self.cards = _Cards(theme)
        self.nothing = label("No example is about that. Clear the filter to see all.", "muted")
        self.nothing.hide()
        self._recent = QWidget()
        self._recent_row = QHBoxLayout(self._recent)
        self._recent.hide()
        self._build()
        self.filter.textChanged.connect(self._fill)
        self.filter.returnPressed.connect(self._open_first)
        self.cards.chosen.connect(self._open)
        self.set_theme(theme)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._top = QHBoxLayout()
        if not self._compact:
            words = QVBoxLayout()
            self.headline = label(HEADLINE, "headline")
            self.headline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            words.setSpacing(6)
            words.addWidget(self.headline)
            advice = label(ADVICE, "muted", wrap=True)
            advice.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.addWidget(advice, 1)
            self._top.addLayout(words, 1)
        self._top.addWidget(self.filter, 0 if not self._compact else 1)
        self._top.setAlignment(self.filter, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(self._top)
        for widget in (self._recent, self.nothing):
            self._column.addWidget(widget)
        self._column.addWidget(self.cards, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes; the pictures are made again."""
        self._theme = theme
        edge, half = round(theme.px(4 if self._compact else 24)), round(theme.px(GAP / 2))
        self._column.setContentsMargins(edge, edge + half, edge, 0)
        for row in (self._top, self._recent_row):  # cards stand half a gap inside their cells
            row.setContentsMargins(half, 0, half, 0)
        self.nothing.setContentsMargins(half, 0, half, 0)
        self._column.setSpacing(round(theme.px(12)))
        self._top.setSpacing(round(theme.px(32)))
        if not self._compact:
            self.filter.setFixedWidth(round(theme.px(240)))
        self.setStyleSheet(
            f"#gallery {{ background: {theme.panel if self._compact else theme.window}; }}"
            f'QLabel[tone="headline"] {{ font-size: {round(theme.px(22))}px; font-weight: 600; }}'
            f"QListView {{ background: transparent; border: none; }} {jump_rules(theme)}"
        )
        self.cards.set_theme(theme)
        if self.isVisible():
            self._draw()

    def set_examples(self, paths: Sequence[Path]) -> None:
        """What is on the cards, in this order."""
        self._entries = [card for path in paths if (card := read_card(path)) is not None]
        self._drawn = None
        self._fill()
        if self.isVisible():
            self._draw()

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Files that were open lately, above the examples."""
        while self._recent_row.count():
            widget = self._recent_row.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self._recent_row.setSpacing(round(self._theme.px(20)))
        self._recent_row.addWidget(label("Recent", "muted"))
        for path in paths[:MOST_RECENT]:
            button = jump(path.name, self._opener(path))
            button.setToolTip(tip(str(path)))
            self._recent_row.addWidget(button)
        self._recent_row.addStretch(1)
        self._recent.setVisible(bool(paths))

    def _opener(self, path: Path) -> Callable[[], None]:
        return lambda: self.open_requested.emit(path)

    def titles(self) -> list[str]:
        """The cards that are shown now."""
        return [card.title for card in self.cards.listed()]

    def _fill(self) -> None:
        words = self.filter.text().casefold().split()
        entries = self._entries or []
        matching = [card for card in entries if all(word in card.words for word in words)]
        start = [NEW, OPEN] if not words and not self._compact else []
        self.cards.show_cards([*start, *matching])
        self.nothing.setVisible(bool(words) and not matching)

    def _draw(self) -> None:
        if self._drawn != self._theme:
            self._drawn = self._theme
            self.cards.painter.forget()
            paths = [card.path for card in self._entries or () if card.path is not None]
            self.thumbnails.start(paths, self._theme)

    def _take_picture(self, path: Path, image: QImage) -> None:
        self.cards.painter.pictures[path] = image
        self.cards.viewport().update()

    def _give_up(self, path: Path) -> None:
        self.cards.painter.failed.add(path)
        self.cards.viewport().update()

    def _open_first(self) -> None:
        listed = self.cards.listed()
        if self.filter.text().strip() and listed:
            self._open(listed[0])

    def _open(self, card: CardText) -> None:
        if card.path is not None:
            self.open_requested.emit(card.path)
        elif card.action == "new":
            self.new_requested.emit()
        else:
            self.open_file_requested.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._entries is None:
            self.set_examples(examples())
        self._draw()
        if not self._compact:
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: what is not drawn yet is drawn when the gallery is shown again."""
        super().hideEvent(event)
        if self.thumbnails.busy:
            self._drawn = None
        self.thumbnails.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class _Cards(QListView):
    """The cards in as many columns as fit."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.painter = CardPainter(theme)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(self.painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Examples")
        self.clicked.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.painter.theme = theme
        self.painter.forget()
        self._fit()

    def show_cards(self, cards: Sequence[CardText]) -> None:
        """List these cards; the first example becomes the current one."""
        self._model.clear()
        for card in cards:
            item = QStandardItem(f"{card.title}. {card.about}")
            item.setData(card, CARD)
            item.setEditable(False)
            item.setToolTip(tip(card.about))
            self._model.appendRow(item)
        first = next((row for row, card in enumerate(cards) if card.path is not None), 0)
        self.setAutoScroll(False)  # the size may not be final yet: begin at the top, always
        self.setCurrentIndex(self._model.index(first, 0))
        self.setAutoScroll(True)
        self.scrollToTop()

    def listed(self) -> list[CardText]:
        """The cards that are listed."""
        return [self._model.index(row, 0).data(CARD) for row in range(self._model.rowCount())]

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(CARD))

    def _fit(self) -> None:
        self.painter.fit(self.viewport().width() - 1)
        self.setGridSize(QSize(self.painter.cell))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
