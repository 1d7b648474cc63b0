"""The row that says why a gradient or a contribution is 0, tiny or huge: right under the number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element, drawn_of
from graphviz_app.explain.why.courses import why_share_size, why_size
from graphviz_app.explain.why.reason import Reason
from graphviz_app.explain.why.zeros import why_contribution, why_gradient
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import label, rule
from graphviz_app.gui.widgets.sheet import Jump, Row, Sheet
from graphviz_app.typing_compat import override

NO_REASON = Reason("", "", "", "")


@dataclass(frozen=True, slots=True)
class Why(Row):
    """The first reason in a few words, which lead to where it is so; then all as sentences.

    Without a reason it takes no room: so a page is kept while a number is dragged across a corner.
    """

    reasons: tuple[Reason, ...]
    leads_to: Element | None = None

    @override
    def put(self, sheet: Sheet) -> Callable[[Self], None]:
        whole, name, brief = QWidget(sheet), ElidedLabel(""), Jump()
        whole.setObjectName("why")
        name.setProperty("tone", "muted")
        sentences = label("", "caption", wrap=True)
        sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        _lay(whole, sheet, name, brief, sentences)
        sheet.add(whole)

        def say(row: Self) -> None:
            whole.setVisible(bool(row.reasons))
            first = row.reasons[0] if row.reasons else NO_REASON
            name.say(first.title)
            brief.lead(first.brief, partial(sheet.chosen.emit, row.leads_to))
            brief.setAccessibleName(f"Show {first.brief}" if first.brief else "")
            brief.setEnabled(row.leads_to is not None)
            sentences.setText("\n".join(reason.sentence for reason in row.reasons))

        return say


def _lay(whole: QWidget, sheet: Sheet, name: QWidget, brief: QWidget, sentences: QWidget) -> None:
    """The words at the ends of a row, the sentences below, all over a hairline."""
    column, row = QVBoxLayout(whole), QHBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    edge = round(sheet.theme.px(8))
    row.setContentsMargins(0, edge, 0, round(sheet.theme.px(2)))
    row.setSpacing(round(sheet.theme.px(12)))
    row.addWidget(name)
    row.addStretch(0)
    row.addWidget(brief)
    column.addLayout(row)
    column.addWidget(sentences)
    column.addSpacing(edge)
    column.addWidget(rule())


def why_row(run: ReadRun, id_: str) -> Why:
    """Of a node's gradient: of a weight's and a bias's, too, which are not drawn by themselves."""
    reasons = why_gradient(run, id_)
    size = None if reasons or run.output is None else why_size(run, id_)
    return _row(run, id_, reasons if size is None else (size,))


def why_share_row(run: ReadRun, index: int) -> Why:
    """Of what an edge hands back."""
    reasons = why_contribution(run, index)
    size = None if reasons else why_share_size(run, index)
    return _row(run, index, reasons if size is None else (size,))


def _row(run: ReadRun, element: Element, reasons: Sequence[Reason]) -> Why:
    """Leads to where the first is drawn, if that is not what the page is about."""
    drawn = drawn_of(run.reading, reasons[0].node) if reasons else ()
    return Why(tuple(reasons), next((one for one in drawn if one != element), None))


def why_entry(run: ReadRun, element: Element, entry: tuple[int, ...]) -> str:
    """Of one entry of a gradient, or of a contribution, that is 0: the nearest reason."""
    if isinstance(element, int):
        told = why_contribution(run, element, entry)
    else:
        told = why_gradient(run, element, entry)
    listed = ", ".join(map(str, entry))
    return f"[{listed}] is 0: {told[0].brief}. {told[0].sentence}" if told else ""
