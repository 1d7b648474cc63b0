"""Learning: what is differentiated, and how far a step goes."""

import ast
import re
from collections.abc import Container
from typing import NamedTuple

from graphviz_app.formats.dialects.program.arrays import Arrays
from graphviz_app.formats.dialects.program.entries import Entries, Entry
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.numbers import as_typed

_STEP = "a step of learning is taken by itself"
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
_PLAIN = "SGD"


class Optimizer(NamedTuple):
    """What a program says of its steps."""

    rate: float | None
    remark: str


class Learning:
    """Puts ``output(…)`` and ``learning_rate(…)`` where the program says so."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self.output = ""
        self._chosen: Entry | None = None
        self._rate: float | None = None
        self._rated: Entry | None = None

    def choose(self, name: str, line: int, found: str) -> None:
        """A name is differentiated; the newest one counts."""
        if self._chosen is not None:
            self._entries.remove(self._chosen, _ONE)
        self.output = name
        self._chosen = Entry(f"output({name})", line, found)
        self._entries.add(self._chosen)

    def step(self, node: ast.stmt, found: str, rate: float | None, remark: str = _STEP) -> None:
        """Parameters are changed by their gradients."""
        if rate is None or self._rate is not None:
            self._entries.leave_out(node.lineno, found, remark)
            return
        self._rate = rate
        self._rated = Entry(f"learning_rate({as_typed(rate)})", node.lineno, found)
        self._entries.add(self._rated)

    def finish(self, arrays: Arrays, loaded: Container[str]) -> None:
        """What is only known at the end: which lines are needed at all.

        ``loaded``: the names that the program uses somewhere.
        """
        self._name_rate(arrays)
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
                self._entries.remove(self._rated, _STEP)
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


def optimizer(node: ast.stmt, libraries: Libraries, arrays: Arrays) -> Optimizer | None:
    """What is said where a program makes its optimizer."""
    match node:
        case ast.Assign(value=ast.Call(func=func, args=given, keywords=words)) if (
            "optim" in libraries.path(func) and not libraries.path(func).endswith("Scheduler")
        ):
            rates = [word.value for word in words if word.arg in ("lr", "learning_rate")]
            rates += given[1:2] if "torch" in libraries.path(func) else given[:1]
            rate = arrays.number(rates[0]) if rates else None
            name = libraries.function(func)
            more = name != _PLAIN or any(word.arg == "momentum" for word in words)
            remark = f"a step here is plain gradient descent, not {name}" if more else _STEP
            return Optimizer(rate, remark)
    return None
