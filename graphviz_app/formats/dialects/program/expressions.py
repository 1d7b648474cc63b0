"""Expressions of a program, said in this language."""

import ast
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.dialects.program.arrays import Arrays, is_plain, typed
from graphviz_app.formats.dialects.program.functions import (
    ACTIVATIONS,
    FORMS,
    MADE,
    SAME,
    Form,
    operator_of,
)
from graphviz_app.formats.dialects.program.libraries import Libraries
from graphviz_app.formats.dialects.program.losses import is_loss, loss
from graphviz_app.formats.dialects.program.patched import ATOM, Said, filled, said
from graphviz_app.formats.dialects.program.refusals import attribute, call, randomness
from graphviz_app.formats.dialects.program.source import Source
from graphviz_app.formats.language.words.dialects import word_of
from graphviz_app.formats.language.words.grammar import ALIASES, CONSTANTS

_KEYWORDS = {"dim": "axis", "keepdim": "keepdims", "negative_slope": "alpha"}
_SHORT = {"numpy": "np", "torch": "torch", "tensorflow": "tf", "jax": "jnp", "math": "math"}
"""What this language calls the libraries."""
_IGNORED = frozenset(("dtype", "device", "requires_grad", "label", "name", "inplace", "out"))
"""What a program says about numbers that does not change them."""


class Flag(NamedTuple):
    """A parameter that is True or False, and the function that is meant where it is True."""

    name: str
    at: int
    usual: bool
    when_on: str


class Expressions:
    """Says expressions; what cannot be said raises ParseError with what to write."""

    def __init__(self, source: Source, libraries: Libraries, arrays: Arrays) -> None:
        self.source, self.libraries, self.arrays = source, libraries, arrays
        self.taken = {n.id for n in libraries.nodes if isinstance(n, ast.Name)}
        """Every name in the program."""
        self.names: dict[str, str] = {}
        """Newer names of values that a program puts under an old one."""
        self.objects: dict[str, str] = {}
        """Names of losses and activations that a program makes before it calls them."""
        self.functions: dict[str, ast.FunctionDef] = {}
        """What the program defines itself."""
        self.flags: dict[str, Flag] = {}
        """Of these, those that are two functions, and what chooses between them."""

    def said(self, node: ast.expr) -> Said:
        """An expression in words of this language."""
        return said(node, self.source, self._other)

    def _other(self, node: ast.expr) -> Said | None:
        match node:
            case ast.Name(id=name) if name in self.names:
                return Said(self.names[name])
            case ast.Attribute():
                return self._attribute(node)
            case ast.Call():
                return self._call(node)
            case ast.Subscript(value=ast.Attribute(attr="shape")):
                numbers = self.arrays.value(node)
                return None if numbers is None else Said(typed(numbers))
        return None

    def _attribute(self, node: ast.Attribute) -> Said | None:
        if self.libraries.path(node):
            numbers = self.arrays.value(node)
            if numbers is None:
                raise self.source.error(node, call(self.libraries.path(node)))
            constant = node.attr in CONSTANTS and node.attr not in self.taken
            return Said(node.attr if constant else typed(numbers))
        match node.attr:
            case "T" if isinstance(node.value, ast.Name):
                return None
            case "T" | "mT":
                return filled("transpose(a)", {"a": self.said(node.value)})
            case "data":
                return self.said(node.value)
        raise self.source.error(node, attribute(node.attr, self.source.words(node)))

    def _call(self, node: ast.Call) -> Said | None:
        path, name = self.libraries.path(node.func), self.libraries.function(node.func)
        if path and (reason := randomness(path)):
            raise self.source.error(node, reason)
        if (numbers := self._numbers(node)) is not None:
            return numbers
        match node.func:
            case ast.Name(id=object_) if object_ in self.objects:
                return self._named(node, self.objects[object_], node.args)
            case ast.Call(func=maker) if self.libraries.function(maker) in MADE:
                return self._named(node, self.libraries.function(maker), node.args)
            case ast.Name(id=own) if own in self.flags:
                return self._flagged(node, self.flags[own])
            case ast.Name(id=own) if own in self.functions:
                return self._completed(node, self.functions[own])
            case ast.Name() if not path and not name:
                return self._own(node)
            case ast.Attribute(value=receiver, attr=attr) if not path:
                return self._named(node, attr, [receiver, *node.args])
        return self._named(node, name, node.args)

    def _completed(self, node: ast.Call, function: ast.FunctionDef) -> Said | None:
        """A call of the program's own function, with every operand in its place."""
        expected = [argument.arg for argument in function.args.args]
        if len(node.args) == len(expected) or function.args.vararg:
            return None
        defaults = function.args.defaults
        given = dict(zip(expected[len(expected) - len(defaults) :], defaults, strict=True))
        given |= dict(zip(expected, node.args, strict=False))
        given |= {word.arg: word.value for word in node.keywords if word.arg in expected}
        if set(given) != set(expected):
            return None
        return Said(f"{function.name}({', '.join(self.said(given[n]).text for n in expected)})")

    def _flagged(self, node: ast.Call, flag: Flag) -> Said:
        """A call of one of the two functions that a flag chooses between."""
        words = {word.arg: word.value for word in node.keywords}
        given = [*node.args[flag.at :], *(words[flag.name] for _ in words if flag.name in words)]
        on = getattr(given[0], "value", None) if given else flag.usual
        if not isinstance(on, bool | int):
            raise self.source.error(node, "whether this is True or False is not known here")
        operands = ", ".join(self.said(operand).text for operand in node.args[: flag.at])
        return Said(f"{flag.when_on if on else ast.unparse(node.func)}({operands})")

    def _own(self, node: ast.Call) -> Said | None:
        """A function that comes with Python, or a word of this language."""
        assert isinstance(node.func, ast.Name)
        name = node.func.id
        if name in OPS or name in ALIASES:
            return None
        return self._named(node, name, node.args)

    def _numbers(self, node: ast.Call) -> Said | None:
        """Numbers that are only wrapped, or told by their size."""
        made = self.arrays.made(node)
        if made is not None and is_plain(made):
            return Said(self.source.words(made), ATOM)
        if made is not None and self.arrays.value(made) is None:
            return self.said(made)
        numbers = self.arrays.value(node)
        return None if numbers is None else Said(typed(numbers))

    def _named(self, node: ast.Call, name: str, operands: Sequence[ast.expr]) -> Said:
        name = ACTIVATIONS.get(name, name)
        words = {
            _KEYWORDS.get(word.arg or "", word.arg or ""): word.value
            for word in node.keywords
            if word.arg not in _IGNORED
        }
        if is_loss(name) and len(operands) == 2:
            reduction = ast.unparse(words["reduction"]) if "reduction" in words else "'mean'"
            return loss(name, [self.said(operand) for operand in operands], reduction)
        if name in SAME and operands:
            return self.said(operands[0])
        if name in ("clip", "clamp", "clip_by_value") and 1 <= len(operands) <= 3:
            return self._clipped(operands, words)
        if operator_of(name) and self._takes(name, operands, words):
            return self._operator(operator_of(name), operands, words)
        if name in FORMS:
            return self._form(node, FORMS[name], operands, words)
        if (written := self._as_written(node)) is not None:
            return written
        path = self.libraries.path(node.func) or name
        raise self.source.error(node, call(path))

    def _as_written(self, node: ast.Call) -> Said | None:
        """A call that this language reads as the library does: ``np.concatenate([a, b])``."""
        path, name = self.libraries.path(node.func), getattr(node.func, "attr", "")
        root, last = path.partition(".")[0], path.rpartition(".")[2]
        if path and root in _SHORT and word_of(last, _SHORT[root]):
            called = f"{_SHORT[root]}.{last}"
        elif not path and isinstance(node.func, ast.Attribute) and word_of(name, "."):
            called = f"{self.said(node.func.value).within(ATOM)}.{name}"
        else:
            return None
        given = [self.said(operand).text for operand in node.args]
        given += [f"{word.arg}={self.said(word.value).text}" for word in node.keywords if word.arg]
        return Said(f"{called}({', '.join(given)})")

    def _takes(
        self, name: str, operands: Sequence[ast.expr], words: Mapping[str, ast.expr]
    ) -> bool:
        """Whether the operator is called as the function is; else its formula says more."""
        op = OPS[ALIASES.get(operator_of(name), operator_of(name))]
        return name not in FORMS or (set(words) <= set(op.attrs) and bool(operands))

    def _operator(
        self, name: str, operands: Sequence[ast.expr], words: Mapping[str, ast.expr]
    ) -> Said:
        op = OPS[ALIASES.get(name, name)]
        plain = [self.said(operand).text for operand in operands]
        along = 1 if name in ("softmax", "log_softmax") else len(op.operands)
        if "axis" in op.attrs and len(plain) == along + 1:
            plain[-1] = f"axis={plain[-1]}"
        given = [f"{word}={self.said(value).text}" for word, value in words.items() if word]
        if name in ("var", "std") and self.libraries.dialect == "PyTorch":
            biased = {ast.unparse(words[w]) for w in ("unbiased", "correction") if w in words}
            given = [word for word in given if word.startswith(("axis", "keepdims"))]
            given += [] if biased & {"False", "0"} else ["ddof=1"]
        return Said(f"{name}({', '.join([*plain, *given])})")

    def _form(
        self,
        node: ast.Call,
        form: Form,
        operands: Sequence[ast.expr],
        words: Mapping[str, ast.expr],
    ) -> Said:
        given = dict(zip(form.operands, operands, strict=False)) | dict(words)
        said_of = {name: self.said(value) for name, value in given.items()}
        for name, default in form.defaults.items():
            said_of.setdefault(name, Said(default))
        if set(form.operands) - set(said_of) or set(said_of) - set(form.operands):
            expected = ", ".join(form.operands)
            raise self.source.error(node, f"this call is not understood; expected are {expected}")
        return filled(self._formula(form, given), said_of)

    def _formula(self, form: Form, given: Mapping[str, ast.expr]) -> str:
        """A product with a plain number is no matrix product; a sum may go along an axis."""
        formula = form.formula
        if " @ " in formula and any(
            self.arrays.number(part) is not None for part in given.values()
        ):
            return formula.replace(" @ ", "*")
        for word in ("axis", "keepdims"):
            if word in given:
                formula = f"{formula[:-1]}, {word}={word})"
        return formula

    def _clipped(self, operands: Sequence[ast.expr], words: Mapping[str, ast.expr]) -> Said:
        spelled = {"a_min": "min", "a_max": "max"}
        bounds = dict(zip(("min", "max"), operands[1:], strict=False))
        bounds |= {spelled.get(word, word): value for word, value in words.items()}
        said_of = {"a": self.said(operands[0])}
        formula = "a"
        for word, other in (("min", "max"), ("max", "min")):
            bound = bounds.get(word)
            if bound is not None and not (isinstance(bound, ast.Constant) and bound.value is None):
                said_of[f"{word}_"] = self.said(bound)
                formula = f"{other}({formula}, {word}_)"
        return filled(formula, said_of)
