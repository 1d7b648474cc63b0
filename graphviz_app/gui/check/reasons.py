"""What is said of one claim: right or wrong, by how much, and which slip leads to its number."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from graphviz_app.core.check import Judged, Slip
from graphviz_app.core.graph import Value
from graphviz_app.explain.numerals import is_small, value_piece, value_words
from graphviz_app.explain.verdict_words import RIGHT, ROUNDED, off_by
from graphviz_app.gui.check.claim_row import ClaimRow, shown
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.widgets.plain import on_button
from graphviz_app.gui.widgets.rows import Formula, Message, Number, Sentence, Space, Words
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.typing_compat import override

NO_SLIP = "None of the usual slips leads to this number."
FOLLOWS = "From your earlier numbers this is right: only the slip before it has to be mended."
BLANK = "Not answered yet. Type the number beside its name; Enter goes on to the next."
_NOTHING: Mapping[str, object] = {}
NOTHING = "This cannot be judged: the run has no such number."


@dataclass(frozen=True, slots=True)
class Offers(Row):
    """Buttons side by side: a word, and what is chosen with it."""

    words: tuple[tuple[str, object], ...]
    above: float = 12

    @property
    @override
    def form(self) -> object:
        return Offers, len(self.words), self.above

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        sheet.space(self.above)
        row = QHBoxLayout()
        row.setSpacing(round(sheet.theme.px(8)))
        buttons = [QPushButton() for _ in self.words]
        act: dict[QPushButton, object] = {}
        for button in buttons:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, one=button: sheet.chosen.emit(act[one]))
            row.addWidget(button)
        row.addStretch(1)
        sheet.lay(row)

        def say(row: Self) -> None:
            for button, (words, chosen) in zip(buttons, row.words, strict=True):
                button.setText(on_button(words))
                act[button] = chosen

        return say


def reasons(
    rows: Sequence[ClaimRow],
    at: int,
    earned: str = "",
    conventions: Mapping[str, object] = _NOTHING,
) -> Iterator[Row]:
    """The rows about the claim at a place: what it has ``earned``, and what can be chosen if by
    another convention it would be right.
    """
    if not 0 <= at < len(rows):
        return
    row = rows[at]
    yield Formula(row.latex, 17)
    if row.judged is not None:
        said = _SAID[row.judged.verdict](rows, row, row.judged)
        yield next(said)
        yield from _remark(row.judged.remark, conventions)
        yield from said
    if earned:
        yield Words("Points", earned)
    yield Space(4)
    yield Offers(tuple(_offers(row)))


def _remark(remark: str, conventions: Mapping[str, object]) -> Iterator[Row]:
    if remark in conventions:
        yield Message("Another convention", remark, "info")
        yield Offers((("Go by that on this sheet", conventions[remark]),), above=4)
        yield Space(4)
    elif remark:
        yield Message("To be known", remark, "info")


def _offers(row: ClaimRow) -> Iterator[tuple[str, object]]:
    tells = row.verdict == "wrong" or (row.verdict == "follows")
    if not tells and row.expected:
        yield ("Hide" if row.revealed else "Reveal"), "reveal"
    yield "Show", "show"
    yield "Remove", "remove"


def _number(name: str, value: Value | None, tone: str = "") -> Iterator[Row]:
    """A number; of a tensor its numbers, where they are few."""
    if value is None or isinstance(value, float) or not is_small(value):
        yield Number(name, value, tone)
    elif np.ndim(value) == 1:
        yield Words(name, value_words(value))
    else:
        yield Sentence(name, "muted", above=8)
        yield Formula(value_piece(value).text, 14)


def _right(rows: Sequence[ClaimRow], row: ClaimRow, judged: Judged) -> Iterator[Row]:
    yield Sentence(f"{RIGHT if judged.verdict == 'right' else ROUNDED}.")
    if row.revealed:
        yield from _number("Exactly", judged.expected, "value")


def _blank(rows: Sequence[ClaimRow], row: ClaimRow, judged: Judged) -> Iterator[Row]:
    if row.unread:
        yield Message("Cannot be read", first_upper(row.unread))
    else:
        yield Sentence(BLANK if judged.expected is not None else NOTHING, "muted")
    if row.revealed and judged.expected is not None:
        yield from _number("Expected", judged.expected, "value")


def _follows(rows: Sequence[ClaimRow], row: ClaimRow, judged: Judged) -> Iterator[Row]:
    yield Sentence(FOLLOWS)
    first = next((i for i, other in enumerate(rows) if other.is_first_wrong), None)
    if first is not None:
        yield Words("The slip", rows[first].name, first)
    yield Words("Your number", row.answer)
    yield from _number("From your numbers", judged.carried)
    yield from _number("Without the slip", judged.expected, "value")


def _wrong(rows: Sequence[ClaimRow], row: ClaimRow, judged: Judged) -> Iterator[Row]:
    title = "Wrong here first" if row.is_first_wrong else "Wrong here"
    yield Message(title, _told(judged.slip), "wrong")
    yield Words("Your number", row.answer)
    if judged.carried is not None and shown(judged.carried) != shown(judged.expected):
        yield from _number("From your numbers", judged.carried)
    yield from _number("Expected", judged.expected, "value")
    off = off_by(row.claim.printed, judged.expected if judged.carried is None else judged.carried)
    if off is not None:
        yield Number("Off by", off)


def _told(slip: Slip | None) -> str:
    if slip is None:
        return NO_SLIP
    others = f" Also possible: {', '.join(slip.others)}." if slip.others else ""
    return f"{first_upper(slip.sentence)}{others}"


_SAID: dict[str, Callable[[Sequence[ClaimRow], ClaimRow, Judged], Iterator[Row]]] = {
    "right": _right,
    "rounded": _right,
    "follows": _follows,
    "wrong": _wrong,
    "blank": _blank,
}
