"""ProofPage: gradients held against differences, and a push that shows what they foretell."""

from PySide6.QtGui import QHideEvent, QShowEvent

from graphviz_app.core.read_run import ReadRun
from graphviz_app.frames import Frame, lit_in
from graphviz_app.gui.proof.nudge_half import NudgeHalf
from graphviz_app.gui.proof.proof_half import ProofHalf
from graphviz_app.gui.widgets.badge import badge_rules
from graphviz_app.gui.widgets.panel import Host, Subject
from graphviz_app.gui.widgets.parts import card_rules
from graphviz_app.gui.widgets.sheet import jump_rules
from graphviz_app.gui.widgets.switch import SwitchedPage
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HALVES = (
    ("Proof", "Every gradient beside a difference of the output"),
    ("Nudge", "Push a leaf a little, and see what moves"),
)


class ProofPage(SwitchedPage):
    """Two halves, one of which is seen. A push is shown on the graph as long as its half is."""

    def __init__(self, host: Host) -> None:
        super().__init__("proof", *HALVES)
        self._host = host
        self._frame: Frame | None = None
        self.proof, self.nudge = ProofHalf(host.theme), NudgeHalf(host.theme)
        self.switch.clicked.connect(self.show_half)
        self.column.addWidget(self.proof)
        self.column.addWidget(self.nudge)
        self.column.addStretch(1)
        for half in (self.proof, self.nudge):
            half.chosen.connect(host.choose)
        self.nudge.changes.connect(host.show_changes)
        self.nudge.played.connect(host.play_forward)
        self.show_half(0)
        self.set_theme(host.theme)

    def show_half(self, place: int) -> None:
        """Proofs, or the push."""
        self.switch.choose(place)
        self.proof.setVisible(place == 0)
        self.nudge.setVisible(place == 1)
        self.nudge.set_on(place == 1 and self.isVisible())

    @override
    def set_theme(self, theme: Theme) -> None:
        rules = f"{card_rules(theme)} {jump_rules(theme)} {badge_rules(theme)}"
        self.dress(theme, f"{rules} {_small_rules(theme)}")
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
        frame = self._frame
        moment = None if frame is None else frame.moment
        lit = () if frame is None or moment is None else lit_in(frame.schedule, moment)
        under_way = subject.element is not None and subject.element in lit
        if not under_way:  # stepping through the run does not push something else
            self.nudge.follow(subject.element)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.nudge.set_on(self.switch.chosen == 1)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What is shown on the graph goes with the page, but stays for a presentation."""
        super().hideEvent(event)
        if not self._host.presenting():
            self.nudge.set_on(False)


def _small_rules(theme: Theme) -> str:
    side = round(theme.px(26))
    return f"""
    QToolButton[small="true"], QToolButton[small="true"]:focus {{ padding: 0;
        min-width: {side}px; min-height: {side}px; }}
    """
