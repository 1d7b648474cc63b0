"""ProofPage: gradients held against differences, and a push that shows what they foretell."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.animate import Frame
from graphviz_app.core.read_run import ReadRun
from graphviz_app.gui.proof.nudge_half import NudgeHalf
from graphviz_app.gui.proof.proof_half import ProofHalf
from graphviz_app.gui.widgets.badge import badge_rules
from graphviz_app.gui.widgets.panel import Host, Panel, Subject
from graphviz_app.gui.widgets.parts import PAGE_FRAME, PAGE_SIDE, PAGE_TOP, card_rules
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import jump_rules
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HALVES = (
    ("Proof", "Every gradient beside a difference of the output"),
    ("Nudge", "Push a leaf a little, and see what moves"),
)


class ProofPage(QScrollArea, Panel):
    """Two halves, one of which is seen. A push is shown on the graph as long as its half is."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._frame: Frame | None = None
        self.proof, self.nudge = ProofHalf(host.theme), NudgeHalf(host.theme)
        self.setObjectName("proof")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._body.setObjectName("proofBody")
        self._column = QVBoxLayout(self._body)
        self.switch = [_segment(*half, place) for place, half in enumerate(HALVES)]
        row = QHBoxLayout()
        row.setSpacing(0)
        for place, button in enumerate(self.switch):
            button.clicked.connect(lambda _on, place=place: self.show_half(place))
            row.addWidget(button)
        self._column.addLayout(row)
        self._column.addWidget(self.proof)
        self._column.addWidget(self.nudge)
        self._column.addStretch(1)
        self.setWidget(self._body)
        for half in (self.proof, self.nudge):
            half.chosen.connect(host.choose)
        self.nudge.changes.connect(host.show_changes)
        self.nudge.played.connect(host.play_forward)
        self.show_half(0)
        self.set_theme(host.theme)

    def show_half(self, place: int) -> None:
        """Proofs, or the push."""
        for at, button in enumerate(self.switch):
            button.setChecked(at == place)
        self.proof.setVisible(place == 0)
        self.nudge.setVisible(place == 1)
        self.nudge.set_on(place == 1 and self.isVisible())

    @override
    def set_theme(self, theme: Theme) -> None:
        side, top = (round(theme.px(length)) - PAGE_FRAME for length in (PAGE_SIDE, PAGE_TOP))
        self._column.setContentsMargins(side, top, side, side)
        self._column.setSpacing(round(theme.px(14)))
        self.setStyleSheet(
            f"#proof, #proofBody {{ background: {theme.panel}; }}"
            f"#proof {{ border: {PAGE_FRAME}px solid {theme.panel}; }}"
            f"#proof:focus {{ border-color: {theme.value}; }}"
            f"QLabel[tone] {{ background: transparent; }}"
            f"{card_rules(theme)} {jump_rules(theme)} {badge_rules(theme)}"
            f"{_small_rules(theme)}"
        )
        self.setMinimumWidth(round(theme.px(250)))
        self.proof.set_theme(theme)
        self.nudge.set_theme(theme)

    @override
    def set_run(self, run: ReadRun | None) -> None:
        self.proof.set_run(run)
        self.nudge.set_run(run)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self._frame = frame

    @override
    def set_subject(self, subject: Subject) -> None:
        moment = None if self._frame is None else self._frame.moment
        under_way = moment is not None and subject.element in (*moment.nodes, *moment.edges)
        if not under_way:  # stepping through the run does not push something else
            self.nudge.follow(subject.element)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the page's keys can act at once; Tab stops here, to scroll."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            next(button for button in self.switch if button.isChecked()).setFocus(event.reason())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.nudge.set_on(self.switch[1].isChecked())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What is shown on the graph goes with the page, but stays for a presentation."""
        super().hideEvent(event)
        if not self._host.presenting():
            self.nudge.set_on(False)


def _segment(text: str, words: str, place: int) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip(words))
    button.setCheckable(True)
    button.setProperty("segment", "last" if place else "first")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _small_rules(theme: Theme) -> str:
    side = round(theme.px(26))
    return f"""
    QToolButton[small="true"], QToolButton[small="true"]:focus {{ padding: 0;
        min-width: {side}px; min-height: {side}px; }}
    """
