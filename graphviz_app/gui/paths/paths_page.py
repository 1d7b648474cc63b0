"""PathsPage: every path between two nodes, its factors and product, and what all add up to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.core.paths import Ledger, Order, Path
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.explain.ledger.tables import Form
from graphviz_app.gui.export.choice import choice, choice_rules, row
from graphviz_app.gui.paths.ends import Ends
from graphviz_app.gui.paths.foot import Foot
from graphviz_app.gui.paths.head import Head, Offer
from graphviz_app.gui.paths.meant import drawn, following, selected
from graphviz_app.gui.paths.path_lines import lines_to_show
from graphviz_app.gui.paths.path_view import PathView
from graphviz_app.gui.paths.reckoning import Asked, Reckoning
from graphviz_app.gui.paths.saving import copy_ledger, forms_menu, save_ledger
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import PAGE_SIDE, PAGE_TOP, Card, card_rules, first_upper
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import jump_rules
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

ORDERS: Sequence[tuple[Order, str]] = (("size", "Largest first"), ("graph", "In order"))
WAIT_MS = 250
"""How long the paths of before are shown while those of now are worked out."""


class PathsPage(QWidget, Panel):
    """Of what is selected: a node to the output, or one node to another; or of what is typed."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host, self.theme = host, host.theme
        self._run: ReadRun | None = None
        self._chosen: tuple[Element, ...] = ()
        self.ends_now: tuple[str, str] = ("", "")
        """The ids of source and target; no source where nothing is selected."""
        self.ledger: Ledger | None = None
        self._ledger_run: ReadRun | None = None
        self._reckoning = Reckoning(self)
        self._reckoning.done.connect(self._show_ledger)
        self._late = QTimer(self, singleShot=True, interval=WAIT_MS)
        self.setObjectName("pathsPage")
        self.setProperty("surface", "panel")
        self.ends, self.head, self.foot = Ends(host.theme), Head(host.theme), Foot(host.theme)
        self.offer = Offer(host.theme)
        self.orders = choice(name for _, name in ORDERS)
        self.orders.button(0).setChecked(True)
        self.view, self.card = PathView(host.theme), Card(self)
        self.play, self.copy, self.save = (QPushButton(name) for name in ("Play", "Copy", "Save…"))
        self._build()
        self._connect()
        self.set_theme(host.theme)

    def _build(self) -> None:
        whole, self._column = QVBoxLayout(self), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._order_row, self._buttons = QWidget(), QWidget()
        self._order_row.setLayout(row(self.orders))
        buttons = QHBoxLayout(self._buttons)
        buttons.addWidget(self.play, 1)
        buttons.addWidget(self.copy, 1)
        buttons.addWidget(self.save, 1)
        for layout in (self._order_row.layout(), buttons):
            if layout is not None:
                layout.setContentsMargins(0, 0, 0, 0)
        self.play.setToolTip(tip("Go along the chosen path; the product grows in the caption"))
        self.copy.setToolTip(tip("Copy the table (Ctrl+C)"))
        self.save.setMenu(forms_menu(self.save, self._save))
        for part in (self.ends, self.head, self._order_row, self.card):
            self._column.addWidget(part)
        self._column.addWidget(self.view, 100)
        for part in (self.foot, self._buttons):
            self._column.addWidget(part)
        self._column.addStretch(1)
        whole.addLayout(self._column)
        whole.addWidget(self.offer, 100)

    def _connect(self) -> None:
        self._late.timeout.connect(self.head.say_busy)
        self.ends.chosen.connect(self._take_ends)
        self.orders.idToggled.connect(lambda _id, on: self._show_lines() if on else None)
        self.view.lit.connect(self._light)
        self.view.played.connect(self._walk)
        self.view.copied.connect(self._copy)
        self.play.clicked.connect(self.play_chosen)
        self.copy.clicked.connect(self._copy)
        self.offer.chosen.connect(self._host.choose)

    @property
    def order(self) -> Order:
        """In which the paths stand."""
        return ORDERS[self.orders.checkedId()][0]

    # The news

    @override
    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        side, top = round(theme.px(PAGE_SIDE)), round(theme.px(PAGE_TOP))
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(round(theme.px(10)))
        self.setStyleSheet(
            f"#pathsPage {{ background: {theme.panel}; }}"
            f"QPushButton::menu-indicator {{ image: none; width: 0; }}"
            f"{card_rules(theme)} {choice_rules(theme)} {jump_rules(theme)}"
        )
        for part in (self.ends, self.head, self.foot, self.view, self.offer):
            part.set_theme(theme)
        self.setMinimumWidth(round(theme.px(250)))
        self._fit()

    @override
    def set_run(self, run: ReadRun | None) -> None:
        if run is self._run:
            return
        if len(self._chosen) < 2:
            self.ends_now = following(self._run, self.ends_now)
        self._run = run
        self._reckon()

    @override
    def set_subject(self, subject: Subject) -> None:
        if subject.chosen != self._chosen:
            self._chosen = subject.chosen
            self.ends_now = selected(self._run, self._chosen)
            self.view.choose(None)
            self._reckon()

    def _take_ends(self, source: str, target: str) -> None:
        """Typed, or swapped."""
        self.ends_now = (source, target)
        self.view.choose(None)
        self._reckon()

    # The ledger

    def _reckon(self) -> None:
        run = self._run
        source, target = self.ends_now = drawn(run, self.ends_now)
        self.ends.show_ends(run, source, target)
        if run is None or not target:
            self._show_nothing("Nothing to follow", "There is no output that paths lead to.")
        elif not source:
            self._reckoning.forget()
            self._show_offer(run, target)
        else:
            self._late.start()
            self._reckoning.ask(Asked(run, source, target))

    def _show_ledger(self, asked: Asked, ledger: Ledger) -> None:
        run = self._run
        if (asked.source, asked.target) != self.ends_now or run is None:
            return
        if not asked.run.reading.is_drawn_as(run.reading):
            return  # its paths are those of another drawing
        self._late.stop()
        self.ledger, self._ledger_run = ledger, asked.run
        self.head.show_ledger(asked.run, ledger)
        self._show_parts(listed=bool(ledger.paths))
        if ledger.why:
            self.card.show_message(
                "No path" if not ledger.count else "Too large", ledger.why, "info"
            )
        self.card.setVisible(bool(ledger.why))
        self.foot.show_sum(asked.run, ledger)
        self._order_row.setVisible(len(ledger.paths) > 1)
        self._show_lines()

    def _show_lines(self) -> None:
        if self.ledger is None or self._ledger_run is None:
            return
        chosen = self.view.chosen
        self.view.rows.show_lines(lines_to_show(self._ledger_run, self.ledger, self.order))
        if chosen is not None:
            self.view.choose(chosen)
            self._light(self.view.chosen)
        self._fit()

    def _show_parts(self, *, listed: bool) -> None:
        """Keys that what is hidden had stay on the page."""
        hidden = self.offer if listed else self.view
        if hidden.isAncestorOf(self.window().focusWidget()) or hidden.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.view, self.foot, self._buttons):
            part.setVisible(listed)
        self.head.show()
        self.offer.hide()

    def _show_offer(self, run: ReadRun, target: str) -> None:
        self._show_nothing()
        self.head.hide()
        self.card.hide()
        self.offer.show_offer(run, target)
        self.offer.show()

    def _show_nothing(self, title: str = "", sentence: str = "") -> None:
        self._late.stop()
        self.ledger = self._ledger_run = None
        self._show_parts(listed=False)
        self._order_row.hide()
        self.head.hide()
        self.view.choose(None)
        self.card.show_message(title, first_upper(sentence), "info")

    def _fit(self) -> None:
        """The list is as high as its rows, if there is room."""
        self.view.setMaximumHeight(max(self.view.wanted_height, 1))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # What is done with it

    def _light(self, path: Path | None) -> None:
        self.play.setEnabled(bool(self.ledger and self.ledger.paths))
        path = path if self._is_of_now else None
        self._host.light(path, path is not None and path is self.view.chosen)

    @property
    def _is_of_now(self) -> bool:
        """Whether the paths are those of what is drawn; others may still be worked out."""
        listed, run = self._ledger_run, self._run
        return listed is not None and run is not None and run.reading.is_drawn_as(listed.reading)

    def _relight(self) -> None:
        """Shown again: after the news, which come when the page is there."""
        if self.view.chosen is not None and self.isVisible():
            self._light(self.view.chosen)

    def _walk(self, path: Path) -> None:
        if self._is_of_now:
            self._host.walk(path)

    def play_chosen(self) -> None:
        """Go along the chosen path, else along the first."""
        if self.ledger is not None and self.ledger.paths:
            path = self.view.chosen or self.ledger.ordered(self.order)[0]
            self.view.choose(path)
            self._walk(path)

    @override
    def in_presentation(self) -> None:
        """Go along the next path, after the last along the first."""
        if self.ledger is None or not self.ledger.paths:
            return
        paths = [path[:2] for path in self.ledger.ordered(self.order)]
        chosen = self.view.chosen
        place = -1 if chosen is None else paths.index(chosen[:2])
        self.view.setCurrentIndex(self.view.rows.index((place + 1) % len(paths)))
        self.play_chosen()

    def _copy(self) -> None:
        if self.ledger is not None and self._ledger_run is not None:
            copy_ledger(self._ledger_run, self.ledger, self.order)

    def _save(self, form: Form) -> None:
        if self.ledger is None or self._ledger_run is None:
            return
        wrong = save_ledger(self, self._ledger_run, self.ledger, self.order, form)
        if wrong is not None:
            self.card.show_message("Not saved", first_upper(str(wrong)), "error")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go into the list; Ctrl+C copies the whole ledger."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.view.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._relight)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What is lit goes with the page, but stays for a presentation."""
        super().hideEvent(event)
        self._late.stop()
        if not self._host.presenting():
            self._host.light(None, False)
