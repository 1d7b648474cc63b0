"""Verdicts beside the lines of claims: a sign in the margin, words behind the line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock

from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.core.check import Checked, Judged, Verdict

SIDE = 13.0
"""Of a sign, in design pixels."""
WEAKEST_FIRST: "Sequence[Verdict]" = ("right", "rounded", "blank", "follows", "wrong")
"""Of claims that share a line the last counts."""
WRONG, FIRST = ("wrong here", "wrong"), ("wrong here first", "first wrong", "wrong")
"""Behind the line, as long as there is room."""


class LineVerdict(NamedTuple):
    """What is said of the claims on a line."""

    line: int
    """1-based."""
    verdict: "Verdict"
    is_first: bool
    """Whether nothing above is wrong, and this is."""
    sentence: str

    @property
    def words(self) -> Sequence[str]:
        """What stands behind the line, the longest first."""
        if self.verdict != "wrong":
            return ()  # its sign says enough
        return FIRST if self.is_first else WRONG


def line_verdicts(checked: "Checked | None") -> Sequence[LineVerdict]:
    """One for each line that claims something."""
    found: dict[int, LineVerdict] = {}
    first = None if checked is None else checked.first_wrong
    for at, judged in enumerate(() if checked is None else checked.judged):
        if judged.claim.line:
            line = judged.claim.line
            found[line] = _joined(found.get(line), _of(judged, at == first))
    return tuple(found.values())


def _of(judged: "Judged", is_first: bool) -> LineVerdict:
    from graphviz_app.explain.verdict_words import (
        verdict_sentence,  # late: most texts claim nothing
    )

    sentence = verdict_sentence(judged, is_first=is_first)
    return LineVerdict(judged.claim.line, judged.verdict, is_first, sentence)


def _joined(one: LineVerdict | None, other: LineVerdict) -> LineVerdict:
    """Of two claims on a line the worse, and both sentences."""
    if one is None:
        return other
    both = f"{one.sentence}\n{other.sentence}"
    worse = max((other, one), key=lambda said: (WEAKEST_FIRST.index(said.verdict), said.is_first))
    return worse._replace(sentence=both)


class Margin:
    """Knows which line has which verdict, also while lines are typed above it."""

    def __init__(self) -> None:
        self._by_line: dict[int, tuple[str, LineVerdict]] = {}
        self._by_words: dict[str, list[LineVerdict]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_line)

    def take(self, verdicts: Sequence[LineVerdict], lines: Sequence[str]) -> None:
        """Verdicts of these lines; they hold as long as a line stays as it is."""
        self._by_line, self._by_words = {}, {}
        for said in verdicts:
            if said.line <= len(lines):
                words = lines[said.line - 1]
                self._by_line[said.line - 1] = words, said
                self._by_words.setdefault(words, []).append(said)

    def of(self, block: QTextBlock) -> LineVerdict | None:
        """What is said of a line, wherever it stands by now; None of one that has changed."""
        number, words = block.blockNumber(), block.text()
        known = self._by_line.get(number)
        if known is not None and known[0] == words:
            return known[1]
        moved = self._by_words.get(words, ())
        return min(moved, key=lambda said: abs(said.line - 1 - number), default=None)


def paint_verdict(painter: QPainter, box: QRectF, said: LineVerdict, theme: Theme) -> None:
    """The sign of a line: of what is wrong first on a disc of its own."""
    from graphviz_app.gui.widgets.verdict_signs import paint_disc, paint_sign, verdict_color

    if said.is_first:
        grown = theme.px(1.5)
        paint_disc(painter, box.adjusted(-grown, -grown, grown, grown), said.verdict, theme)
    else:
        paint_sign(painter, box, said.verdict, verdict_color(said.verdict, theme))


def tint_of_verdict(said: LineVerdict | None, theme: Theme) -> QColor | None:
    """The ground of the line that is wrong first."""
    if said is None or not said.is_first:
        return None
    tint = QColor(theme.wrong)
    tint.setAlphaF(0.10)
    return tint
