"""The half of the page with proofs: what is asked for, how far it is, and what came out."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.proof import LeafProof, Prover
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.trace import Trace
from graphviz_app.covered import is_covered
from graphviz_app.errors import GraphAppError
from graphviz_app.explain.formula import is_named
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.proof import SAME, details, how, power, table, torch_error, verdict
from graphviz_app.formats.code.autograd import has_torch
from graphviz_app.gui.proof.asking import Asking
from graphviz_app.gui.proof.proof_rows import Proved, Unproved
from graphviz_app.gui.proof.proving import Proving
from graphviz_app.gui.widgets.rows import Message, Sentence, Space
from graphviz_app.gui.widgets.sheet import Row, Sheet
from graphviz_app.numbers import in_panel
from graphviz_app.theme import Theme

MOST = 60
"""Leaves that are listed; those that do not agree come first then."""
ABOUT = (
    "The output is computed again with a leaf a little larger and a little smaller. "
    "Its slope must be the gradient."
)


class ProofHalf(QWidget):
    """Keeps what is proved until the numbers are others; another reading changes nothing."""

    chosen = Signal(object)
    """A leaf whose name was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._trace: Trace | None = None
        self.proofs: dict[str, LeafProof] = {}
        self.torch: Mapping[str, Value] = {}
        self.remark = ""
        """What there is to say about PyTorch."""
        self.proving, self._asking = Proving(self), Asking(self)
        self.proving.moved.connect(self._move)
        self.proving.ended.connect(self._take)
        self._asking.answered.connect(self._hear)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the proof")
        self.copy = QPushButton("Copy as a table")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.copy_table)
        self._sheet = Sheet(theme)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.bar, 1)
        row.addWidget(self.copy)
        row.addStretch(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._sheet)
        self._column.insertLayout(0, row)
        self._column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self._renew(list(self._rows()))

    def set_run(self, run: ReadRun | None) -> None:
        """Other numbers: what was proved of the former ones is no proof any more."""
        trace = None if run is None else run.whole
        if trace is not self._trace:
            self._trace = trace
            self.proving.drop()
            self._asking.drop()
            self.proofs, self.torch, self.remark = {}, {}, ""
            self._show()

    @property
    def leaves(self) -> Sequence[str]:
        """Those that a person has named, and that have a gradient which may be told."""
        trace = self._trace
        if trace is None or trace.output is None:
            return ()
        steps = trace.program.instructions
        leaves = (step.node.id for step in steps if step.op.is_leaf)
        named = [id_ for id_ in leaves if is_named(trace.graph, id_) and id_ in trace.values]
        return [id_ for id_ in named if not is_covered(trace.gradient(id_))]

    def prove(self, *leaves: str) -> None:
        """These, or all; PyTorch is asked if it is there."""
        trace = self._trace
        if trace is None:
            return
        try:
            prover = Prover(trace, leaves or self.leaves)
        except GraphAppError as error:
            self.remark = str(error)
        else:
            self.proving.begin(prover)
            self._ask(trace)
        self._show()

    def _ask(self, trace: Trace) -> None:
        if self.torch or self._asking.busy:
            return
        if has_torch():
            self._asking.begin(trace.graph)
            self.remark = "Asking PyTorch …"
        else:
            self.remark = "PyTorch is not installed, so it was not asked."

    def _press(self) -> None:
        if self.proving.busy:
            self.proving.stop()
        else:
            self.prove()

    def _move(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _take(self, proofs: Sequence[LeafProof]) -> None:
        self.proofs |= {one.node: one for one in proofs}
        self._show()

    def _hear(self, told: Mapping[str, Value] | str) -> None:
        if isinstance(told, str):
            self.remark = f"{told}."
        else:
            self.torch, self.remark = told, ""
        self._show()

    def copy_table(self) -> None:
        """Every number that was proved, for a spreadsheet."""
        if self._trace is not None:
            rows = table(self._trace.graph, list(self.proofs.values()), self.torch)
            QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))

    def _show(self) -> None:
        count, busy = len(self.leaves), self.proving.busy
        every = "the gradient" if count == 1 else f"all {count} gradients"
        self.button.setText("Cancel" if busy else f"Prove {every}")
        self.copy.setVisible(bool(self.proofs) and not busy)
        wanted = busy or len(self.proofs) < count
        if self.button.hasFocus() and not wanted:
            self.copy.setFocus()  # else it would go to the other end of the window
        self.button.setVisible(wanted)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        rows = list(self._rows())
        if not self._sheet.take(rows):
            self._renew(rows)

    def _renew(self, rows: Sequence[Row]) -> None:
        if self._sheet.isAncestorOf(self.window().focusWidget()):
            (self.button if self.button.isVisibleTo(self) else self.copy).setFocus()
        self._sheet = self._sheet.replaced_by(Sheet(self._theme, rows), self._column)
        self._sheet.chosen.connect(self.chosen)

    def _rows(self) -> Iterator[Row]:
        trace = self._trace
        if trace is None:
            return
        if trace.output is None:
            yield Sentence("There is no output, so there are no gradients to prove.", "caption")
            return
        if not self.leaves:
            yield Sentence("There is no leaf with a gradient that could be told.", "caption")
            return
        yield from self._summary(trace.graph)
        yield Space(8)
        order = self._ordered()
        for id_ in order[:MOST]:
            yield self._row(trace, id_)
        if len(order) > MOST:
            yield Sentence(f"… and {len(order) - MOST:,} more, in the table", "caption")
        if trace.covers is not None and trace.covers.gradients:
            yield Sentence("Gradients that are asked for are not proved here.", "caption", above=10)
        if self.remark:
            yield Sentence(self.remark, "caption", above=10)

    def _summary(self, graph: Graph) -> Iterator[Row]:
        if self.proofs:
            told = verdict(graph, list(self.proofs.values()))
            yield Space(8)
            yield Message(told.title, told.sentence, "right" if told.agree else "error")
        else:
            yield Sentence(ABOUT, "caption", above=10)

    def _ordered(self) -> Sequence[str]:
        if len(self.leaves) <= MOST:
            return self.leaves
        bad = {id_ for id_, one in self.proofs.items() if one.band in ("wrong", "uneasy")}
        return sorted(self.leaves, key=lambda id_: id_ not in bad)

    def _row(self, trace: Trace, id_: str) -> Row:
        proof, name = self.proofs.get(id_), plain_symbol(trace.graph, id_)
        if proof is None:
            return Unproved(id_, name, trace.gradients.get(id_), self.prove)
        worst = proof.worst
        told = (*self._errors(trace, proof), *details(trace.graph, proof))
        numbers = (worst.gradient, worst.found.best.value)
        return Proved(id_, name, *numbers, proof.band, how(worst), told)

    def _errors(self, trace: Trace, proof: LeafProof) -> Iterator[str]:
        """The relative error, and whether PyTorch says the same."""
        error = (
            []
            if proof.band in ("kink", "zero", "unknown")
            else [f"relative error {power(proof.error)}"]
        )
        by_torch = self.torch.get(proof.node)
        if by_torch is not None:
            same = torch_error(trace.gradient(proof.node), by_torch) <= SAME
            number = in_panel(float(np.asarray(by_torch)[proof.worst.place]))
            error.append("PyTorch the same" if same else f"PyTorch {number}")
        if error:
            yield " · ".join(error)
