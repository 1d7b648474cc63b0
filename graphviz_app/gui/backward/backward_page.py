"""BackwardPage: the backward pass as lines that can be copied, saved and opened as a graph."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.core.backward import BackwardPass, backward_pass
from graphviz_app.core.moments import Moment
from graphviz_app.core.read_run import ReadRun
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.backward_text import LANGUAGES, SUFFIXES, TITLES, Language, backward_text
from graphviz_app.formats.files import write_atomically
from graphviz_app.frames import Frame
from graphviz_app.gui.backward.under_way import blocks_of, names_under_way
from graphviz_app.gui.documents.doing import Doing, at_once
from graphviz_app.gui.export.choice import choice, choice_rules, row
from graphviz_app.gui.widgets.code.long_text import to_show
from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

LIVE = 400
"""Nodes up to which it is written anew with every change; of more, when it is asked for."""


class BackwardPage(QWidget, Panel):
    """Written when it is seen; while the run is stepped, the lines under way are tinted."""

    opened = Signal(str)
    """The text of a graph that is to be opened."""

    def __init__(self, theme: Theme, do: Doing = at_once) -> None:
        """``do`` writes what takes long."""
        super().__init__()
        self._do = do
        self._run: ReadRun | None = None
        self._passes: BackwardPass | None = None
        self._moment: Moment | None = None
        self._text = ""
        self._blocks: Mapping[str, int] = {}
        """On which of its lines each name is given its value."""
        self._is_old = True
        """Whether what is shown is of another run."""
        self.setObjectName("backwardPage")
        self.setProperty("surface", "panel")
        self.languages = choice(TITLES[language] for language in LANGUAGES)
        self.languages.button(0).setChecked(True)
        self.view = CodeView(theme, self)
        self.view.setReadOnly(True)
        self.view.setAccessibleName("The backward pass as text")
        self.card = Card()
        self.write = QPushButton("Write it out")
        self.copy = QPushButton("Copy")
        self.open = QPushButton("As graph")
        self.open.setToolTip(tip("Open forward and backward pass as a graph of its own"))
        self.save = QPushButton("Save…")
        self._build()
        self.languages.idToggled.connect(lambda _id, on: self._write() if on else None)
        self.write.clicked.connect(self._write_anyway)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        self.open.clicked.connect(self._open)
        self.save.clicked.connect(self._save)
        self.set_theme(theme)

    def _build(self) -> None:
        self._top, self._foot = row(self.languages), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._message = QVBoxLayout()
        self._message.addWidget(self.card)
        self._message.addWidget(self.write)
        self._message.addStretch(1)
        for button in (self.copy, self.open, self.save):
            self._foot.addWidget(button)
        self._column.addLayout(self._top)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(self._message)
        self._column.addLayout(self._foot)

    @property
    def language(self) -> Language:
        """In which it is written."""
        return LANGUAGES[self.languages.checkedId()]

    @property
    def text(self) -> str:
        """What is shown, whole."""
        return self._text

    @override
    def set_theme(self, theme: Theme) -> None:
        self.setStyleSheet(
            f"#backwardPage {{ background: {theme.panel}; }}"
            f"{card_rules(theme)} {choice_rules(theme)}"
        )
        self.view.set_theme(theme)
        edge, gap = round(theme.px(14)), round(theme.px(8))
        self._top.setContentsMargins(edge, gap, edge, gap)
        for layout in (self._message, self._foot):
            layout.setContentsMargins(edge, gap, edge, gap)
            layout.setSpacing(gap)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self._moment = None  # that was one of the run before; the next frame has its own
        if self._run is not None and run is not None and run.trace is self._run.trace:
            self._run = run  # read otherwise, but the same
            return
        self._run, self._is_old = run, True
        if self.isVisible():
            self._renew()

    @override
    def set_frame(self, frame: Frame | None) -> None:
        moment = frame.moment if frame is not None and (frame.active or frame.glow) else None
        if moment is not self._moment:
            self._moment = moment
            self._mark()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_old:
            self._renew()
        self._mark()

    def _renew(self) -> None:
        """Of this run; of a large graph only when that is wanted."""
        self._is_old, self._passes = False, None
        self._text, self._blocks = "", {}
        if self._run is None:
            self._say("Nothing to show", "There is no graph that was run.", "info")
            return
        count = len(self._run.trace.graph.nodes)
        if count <= LIVE:
            self._derive(at_once)
            return
        self._say(
            "A large graph",
            f"The backward pass of {count:,} nodes is written when it is asked for.",
            "info",
        )
        self.write.show()

    def _write_anyway(self) -> None:
        self._derive(self._do)

    def _derive(self, do: Doing) -> None:
        run = self._run
        try:
            if run is not None:
                self._passes = do("Writing the backward pass …", lambda: backward_pass(run.trace))
        except GaveUpError:
            return
        except GraphAppError as error:
            self._say("There is no backward pass", first_upper(str(error)))
            return
        self._write()

    def _write(self) -> None:
        """In the language that is chosen."""
        self._text, self._blocks = self._written(self.language), {}
        if self._text:
            self._show()

    def _written(self, language: Language) -> str:
        """The backward pass in a language; '' if there is none, which is said."""
        passes = self._passes
        if passes is None:
            return ""
        do = at_once if len(passes.graph.nodes) <= 4 * LIVE else self._do
        try:
            return do("Writing the backward pass …", lambda: backward_text(passes, language))
        except GaveUpError:
            self._say("Not written", "It was given up. Choose a language to write it.", "info")
        except GraphAppError as error:
            self._say(f"Not in {TITLES[language]}", first_upper(str(error)))
        return ""

    def _show(self) -> None:
        for widget in (self.card, self.write):
            widget.hide()
        self.view.show()
        self.view.replace_text(to_show(self._text.rstrip("\n"))[0])
        self._blocks = blocks_of(self._text)
        self._enable(True)
        self._mark()

    def _say(self, title: str, sentence: str, kind: str = "error") -> None:
        self.view.hide()
        self.write.hide()
        self.card.show_message(title, sentence, kind)
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for button in (self.copy, self.open, self.save):
            button.setEnabled(on)

    def _mark(self) -> None:
        """Tint the lines under way, if they are seen."""
        if self._passes is None or self._run is None or not self.isVisible():
            return
        if self._moment is None:
            self.view.set_active_blocks(())
            return
        names = names_under_way(self._moment, self._run.reading, self._passes)
        self.view.set_active_blocks(self._blocks[name] for name in names if name in self._blocks)

    def _open(self) -> None:
        text = self._text if self.language == "cg" else self._written("cg")
        if text:
            self.opened.emit(text)

    def _save(self) -> None:
        suffix = SUFFIXES[self.language]
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the backward pass", f"backward{suffix}", f"*{suffix}"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(suffix)
        try:
            write_atomically(path, self.text.encode("utf-8", "replace"))
        except GraphAppError as error:
            self.card.show_message("Not saved", first_upper(str(error)), "error")
