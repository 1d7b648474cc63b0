"""ModesPage: forward mode is chosen here, and its input; and how it compares with reverse mode."""

from collections.abc import Sequence
from itertools import chain, islice

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.animate import Frame
from graphviz_app.core.forward.inputs import elements_of, moving_leaves
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.view import View
from graphviz_app.gui.modes.modes_rows import modes_rows
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import PAGE_FRAME, PAGE_SIDE, PAGE_TOP, label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Sheet
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MOST = 500
"""Numbers that are listed; any other is chosen in the graph."""
MODES = (
    ("Reverse", "Gradients of the output, brought back to everything"),
    ("Forward", "Tangents by one input, carried along with every value (Y)"),
)


class ModesPage(QScrollArea, Panel):
    """Says what is told of a run in both modes; what is chosen here is looked at in the graph."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host, self._theme = host, host.theme
        self._run: ReadRun | None = None
        self._element: object = None
        self._names: Sequence[str] = ()
        self.setObjectName("modes")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.switch = [_segment(*mode, place) for place, mode in enumerate(MODES)]
        self.choice = QComboBox()
        self._by = QWidget()
        self._body = QWidget()
        self._body.setObjectName("modesBody")
        self._sheet = Sheet(host.theme)
        self._lay_out()
        self.setWidget(self._body)
        self.set_theme(host.theme)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self._body)
        row = QHBoxLayout()
        row.setSpacing(0)
        for place, button in enumerate(self.switch):
            button.clicked.connect(
                lambda _on, place=place: self._host.look(View(tangents=place > 0))
            )
            row.addWidget(button)
        self._column.addLayout(row)
        self.choice.setAccessibleName("The input that everything is differentiated by")
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(4)
        self.choice.setToolTip("Or click a leaf in the graph")
        self.choice.textActivated.connect(lambda name: self._host.look(View(wrt=name)))
        by = QHBoxLayout(self._by)
        by.setContentsMargins(0, 0, 0, 0)
        by.addWidget(label("Tangents by", "muted"))
        by.addWidget(self.choice, 1)
        self._column.addWidget(self._by)
        self._column.addWidget(self._sheet)
        self._column.addStretch(1)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        side, top = (round(theme.px(length)) - PAGE_FRAME for length in (PAGE_SIDE, PAGE_TOP))
        self._column.setContentsMargins(side, top, side, side)
        self._column.setSpacing(round(theme.px(14)))
        self.setStyleSheet(
            f"#modes, #modesBody {{ background: {theme.panel}; }}"
            f"#modes {{ border: 2px solid {theme.panel}; }}"
            f"#modes:focus {{ border-color: {theme.value}; }}"
            f"QLabel[tone] {{ background: transparent; }}"
            f'QLabel[tone="right"] {{ color: {theme.tangent}; font-weight: 600; }}'
        )
        self.setMinimumWidth(round(theme.px(250)))
        self._rebuild()

    @override
    def set_frame(self, frame: Frame | None) -> None:
        run = None if frame is None else frame.run
        if run is not self._run:
            self._run = run
            self._show()

    @override
    def set_subject(self, subject: Subject) -> None:
        if subject.element != self._element:
            self._element = subject.element
            self._show()

    def _show(self) -> None:
        run = self._run
        wrt = None if run is None else run.wrt
        for place, button in enumerate(self.switch):
            button.setChecked((wrt is not None) == (place > 0))
            button.setEnabled(run is not None)
        self._by.setVisible(wrt is not None)
        if run is not None and wrt is not None:
            self._offer(_numbers(run), wrt)
        rows = list(modes_rows(run, self._element))
        if not self._sheet.take(rows):
            self._rebuild()

    def _offer(self, names: Sequence[str], chosen: str) -> None:
        names = names if chosen in names else [*names, chosen]
        with QSignalBlocker(self.choice):
            if names != self._names:
                self.choice.clear()
                self.choice.addItems(names)
                self._names = names
            self.choice.setCurrentText(chosen)

    def _rebuild(self) -> None:
        rows = list(modes_rows(self._run, self._element))
        old, self._sheet = self._sheet, Sheet(self._theme, rows)
        self._column.replaceWidget(old, self._sheet)
        old.hide()
        old.deleteLater()


def _numbers(run: ReadRun) -> Sequence[str]:
    trace = run.whole
    each = (elements_of(trace, leaf, MOST) for leaf in moving_leaves(trace))
    return list(islice(chain.from_iterable(each), MOST))


def _segment(text: str, words: str, place: int) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip(words))
    button.setCheckable(True)
    button.setProperty("segment", "last" if place else "first")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
