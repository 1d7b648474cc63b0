"""The head of the ledger, which names the derivative; and what is offered instead of one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from graphviz_app.core.paths import Ledger
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.ledger.wording import count_words, derivative_latex
from graphviz_app.gui.paths.offer import offer
from graphviz_app.gui.widgets.parts import PAGE_SIDE, FormulaLabel, label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.sheet import Sheet
from graphviz_app.theme import Theme

SIZE = 21.0
LONGEST = 400
"""Digits of a count that its tooltip writes out."""


class Head(QWidget):
    """``∂L/∂x`` as mathematics, and how many paths there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._latex = theme, ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.formula = FormulaLabel("", theme, SIZE)
        self.count = label("", "title")
        self._row.addWidget(self.formula, 1)
        self._row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        before, self.formula = self.formula, FormulaLabel(self._latex, theme, SIZE)
        self._row.replaceWidget(before, self.formula)
        before.hide()
        before.deleteLater()

    def show_ledger(self, run: ReadRun, ledger: Ledger) -> None:
        """Of this derivative."""
        self._latex = derivative_latex(run, ledger)
        self.formula.say(self._latex)
        listed = " by size of factors" if ledger.by_factors else ""
        self.count.setText(f"{count_words(ledger.count)}{listed}")
        exact = f"{ledger.count:,}" if ledger.count.bit_length() < 3 * LONGEST else ""
        self.count.setToolTip(tip(f"exactly {exact}" if exact and ledger.others else ""))

    def say_busy(self) -> None:
        """The next one is being worked out."""
        self.count.setText("counting …")


class Offer(QScrollArea):
    """Leaves and the number of their paths; a click chooses one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._body.setProperty("surface", "panel")
        self._column = QVBoxLayout(self._body)
        self._sheet = Sheet(theme)
        self._column.addWidget(self._sheet)
        self.setWidget(self._body)
        self._shown: tuple[ReadRun, str] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        side = round(theme.px(PAGE_SIDE))
        self._column.setContentsMargins(side, 0, side, side)
        if self._shown is not None:
            self._rebuild(*self._shown)

    def show_offer(self, run: ReadRun, target: str) -> None:
        """Of the paths to this target."""
        before, self._shown = self._shown, (run, target)
        same = before is not None and before[1] == target
        if not (same and before is not None and before[0].reading.is_drawn_as(run.reading)):
            self._rebuild(run, target)

    def _rebuild(self, run: ReadRun, target: str) -> None:
        sheet = Sheet(self._theme, list(offer(run, target)))
        self._sheet = self._sheet.replaced_by(sheet, self._column)
        self._sheet.chosen.connect(self.chosen)
