"""Learning: what is differentiated, and how far a step goes."""

import ast
import re
from collections.abc import Container, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.core.learning.settings import Descent
from graphviz_app.formats.dialects.program.arrays import Arrays
from graphviz_app.formats.dialects.program.entries import Entries, Entry
from graphviz_app.formats.dialects.program.learning.optimizers import STEP, Decline, Optimizer
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.language.learning.printed import print_descent, print_frozen
from graphviz_app.formats.limits import MAX_STEPS
from graphviz_app.numbers import as_typed

_DECLINES = "the descent says how its rate declines"
_LAST = "the last line is what is differentiated"
_ONE = "a graph has one output, and another line names it"
_LOSS = re.compile(
    r"[LJEC](?:_\w+|\d*)|(?:[Ll]oss|[Cc]ost|[Ee]rror|err|mse|bce|objective)\w*|\w+_loss"
)
_GRADIENTS = (
    re.compile(r"(?:d|D|grad_?|delta_?|∂)_?(\w+)"),
    re.compile(r"(?:d|∂)\w+?_?(?:d|∂)_?(\w+)"),
    re.compile(r"(\w+?)_(?:grad|delta)"),
)
"""How programs call a gradient, by the name of its value."""
_SAID = re.compile(r"#.*(?:backward|backprop|gradient)", re.IGNORECASE)


class Learning:
    """Puts ``output(…)``, ``learning_rate(…)`` and ``descent(…)`` where the program says so."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self.output = ""
        self._chosen: Entry | None = None
        self._rate: float | None = None
        self._rated: Entry | None = None
        self._optimizer: Optimizer | None = None
        self._descended: Entry | None = None
        """The line of a descent that is more than plain steps with a rate."""
        self._steps: list[int | None] = []
        """Of each loop over steps how many those are, if that is certain."""
        self._stepped: Set[str] = frozenset()
        self._looped: Entry | None = None
        """Where the first of them began."""
        self._declines: list[Decline] = []

    def choose(self, name: str, line: int, found: str) -> None:
        """A name is differentiated; the newest one counts."""
        if self._chosen is not None:
            self._entries.remove(self._chosen, _ONE)
        self.output = name
        self._chosen = Entry(f"output({name})", line, found)
        self._entries.add(self._chosen)

    def step(self, node: ast.stmt, found: str, rate: float | None, remark: str = STEP) -> None:
        """Parameters are changed by their gradients."""
        if rate is None or self._rate is not None:
            self._entries.leave_out(node.lineno, found, remark)
            return
        if remark != STEP:
            self._entries.leave_out(node.lineno, found, remark)
        self._rate = rate
        self._rated = Entry(f"learning_rate({as_typed(rate)})", node.lineno, found)
        self._entries.add(self._rated)

    def made(self, node: ast.stmt, found: str, optimizer: Optimizer) -> None:
        """A program makes its optimizer; only of the first it is certain what it does."""
        first = self._optimizer is None and self._rate is None
        if first:
            self._optimizer = optimizer
        if not first or optimizer.descent is None or optimizer.is_plain:
            self.step(node, found, optimizer.rate, optimizer.remark)
            return
        self._rate = optimizer.rate
        self._descended = Entry(print_descent(optimizer.descent), node.lineno, found)
        self._entries.add(self._descended)

    def decline(self, decline: Decline) -> None:
        """The rate declines; how, is certain when the loop over steps is known."""
        self._declines.append(decline)

    def turns(self, node: ast.stmt, found: str, count: int | None, stepped: Set[str]) -> None:
        """A loop goes over so many steps, in each of which these names are stepped.

        The count is None if that is not certain.
        """
        if self._looped is None:
            self._looped = Entry("", node.lineno, found)
            self._entries.add(self._looped)
        self._steps.append(count if count is not None and 0 < count <= MAX_STEPS else None)
        self._stepped = stepped

    def _tell_descent(self) -> None:
        """What is known of it at the end."""
        steps = self._steps[0] if len(self._steps) == 1 else None
        descent = Descent() if self._optimizer is None else self._optimizer.descent
        fields: Mapping[str, object] = {}
        if self._rate is not None and descent is not None:
            fields = self._declining(steps)
            descent = replace(descent, **fields)  # type: ignore[arg-type]  # fields of one
            self._descend(replace(descent, steps=steps) if steps is not None else descent)
        told = _DECLINES if fields else "the rate stays the same here"
        for decline in self._declines:
            self._entries.leave_out(decline.line, decline.found, told)

    def _declining(self, steps: int | None) -> Mapping[str, object]:
        if len(self._declines) != 1 or steps is None:
            return {}
        (decline,) = self._declines
        ends = decline.period in (None, steps)
        return decline.fields if decline.name in self._stepped and ends else {}

    def _descend(self, descent: Descent) -> None:
        if self._descended is not None:
            self._descended.text = print_descent(descent)
        elif self._steps and descent != Descent(descent.optimizer, descent.rate):
            assert self._looped is not None
            self._looped.text = print_descent(replace(descent, rate=None))

    def _freeze(self) -> None:
        """Parameters that the optimizer was not given."""
        given = None if self._optimizer is None else self._optimizer.given
        entries, made = self._entries.entries, self._descended or self._rated
        single = [e for e in entries if len(e.gives) == 1]
        learn = [e.gives[0] for e in single if f"{e.gives[0]} = parameter(" in e.text]
        if made is not None and given and {*given} <= {*learn} and {*given} != {*learn}:
            words = print_frozen([name for name in learn if name not in given])
            entries.insert(entries.index(made) + 1, Entry(words, made.line, made.found))

    def finish(self, arrays: Arrays, loaded: Container[str]) -> None:
        """What is only known at the end: which lines are needed at all.

        ``loaded``: the names that the program uses somewhere.
        """
        self._freeze()
        self._name_rate(arrays)
        self._tell_descent()
        if self._looped is not None and not self._looped.text:
            self._entries.entries.remove(self._looped)
        for name in (*arrays.known, *(name for name in arrays.tables if name in loaded)):
            entry = self._entries.of(name)
            if entry is not None and name in loaded and not self._entries.is_used(name, entry):
                self._drop(entry)
        if self._chosen is not None and self.output == self._entries.last:
            self._entries.remove(self._chosen, _LAST)
        elif not self.output:
            self._look_for_loss()

    def _drop(self, entry: Entry) -> None:
        """A number that only lines that were left out have used; a graph of leaves stays."""
        if len([e for e in self._entries.entries if e.gives]) > 1 and entry.gives:
            self._entries.remove(entry, "no line that is left uses it")

    def _name_rate(self, arrays: Arrays) -> None:
        """``lr = 0.1`` says the learning rate itself where nothing else uses it."""
        if self._rated is None or self._rate is None:
            return
        for name, number in arrays.known.items():
            entry = self._entries.of(name)
            alone = entry is not None and not number.ndim and float(number) == self._rate
            if entry is not None and alone and not self._entries.is_used(name, entry):
                self._entries.remove(self._rated, STEP)
                remark = entry.text[len(entry.text.partition("#")[0].rstrip()) :]
                entry.found = entry.found or entry.text.partition("#")[0].strip()
                entry.text, entry.gives = self._rated.text + remark, ()
                return

    def _look_for_loss(self) -> None:
        """What stands before a backward pass that is written out by hand."""
        names = [name for entry in self._entries.entries for name in entry.gives]
        by_hand = [i for i, name in enumerate(names) if i and _is_gradient(name, names[:i])]
        if not by_hand:
            return
        first = by_hand[0]
        rest = set(range(first, len(names)))
        several = len(by_hand) > 1 or self._says_backward
        if _LOSS.fullmatch(names[first - 1]) or (several and rest == set(by_hand)):
            line = self._entries.entries[-1].line
            self.choose(names[first - 1], line, "the backward pass, written out by hand")

    @property
    def _says_backward(self) -> bool:
        """Whether a remark says that gradients are worked out."""
        return any(_SAID.search(e.text) for e in self._entries.entries if "#" in e.text)


def _is_gradient(name: str, names: list[str]) -> bool:
    """Whether a name is made of that of an earlier value: dz, dL_dw, grad_b, delta_o."""
    for form in _GRADIENTS:
        found = form.fullmatch(name)
        if found and (found[1] in names or re.sub(r"_\d+$", "", found[1]) in names):
            return True
    return name.startswith("dL")


class Differentiated(NamedTuple):
    """What a program asks the gradients of, and what it puts in from above."""

    of: ast.expr
    seed: ast.expr | None = None


def differentiated(node: ast.stmt, libraries: Libraries) -> Differentiated | None:
    """What a line wants to be differentiated: ``L.backward()``, ``tape.gradient(L, w)``."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=of, attr="backward")) as call) if (
            not libraries.path(of)
        ):
            return Differentiated(of, _seed(call, libraries))
        case ast.Assign(value=value) | ast.Expr(value=value):
            match value:
                case ast.Subscript(value=ast.Call() as inner):
                    value = inner
            match value:
                case ast.Call(func=ast.Attribute(attr="gradient"), args=[of, _, *_]):
                    return Differentiated(of)
                case ast.Call(func=func, args=[of, *_]) if libraries.path(func) in (
                    "torch.autograd.grad",
                    "torch.autograd.backward",
                ):
                    return Differentiated(of)
    return None


def _seed(call: ast.Call, libraries: Libraries) -> ast.expr | None:
    """The gradient that is put in from above; None for ones, which is what is put in here."""
    seeds = [*call.args, *(word.value for word in call.keywords if word.arg == "gradient")]
    if not seeds or libraries.function(getattr(seeds[0], "func", seeds[0])) == "ones_like":
        return None
    return seeds[0]
