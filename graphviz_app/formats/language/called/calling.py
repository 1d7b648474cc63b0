"""Calls to nodes: of operators, of a person's functions, and as other programs write them."""

import ast
from abc import abstractmethod
from collections.abc import Mapping, Sequence

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.building import Building, Steps, Visit
from graphviz_app.formats.language.built import MISSING, Built, Scope, Spot, Target
from graphviz_app.formats.language.called.callee import Callee, callee_of
from graphviz_app.formats.language.called.calls import (
    by_place,
    check_count,
    check_sign,
    leaf_value,
    read_attrs,
    with_positions,
)
from graphviz_app.formats.language.called.expansion import Expansions
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.called.unknown import (
    not_a_function,
    unknown_foreign,
    unknown_function,
)
from graphviz_app.formats.language.numerals.literal import tensor
from graphviz_app.formats.language.numerals.making import Making, is_making, made
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.dialects import SAME, UNCERTAIN, WORDS, word_of
from graphviz_app.formats.language.words.grammar import FOLDED, LEAVES, STATEMENTS
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import EXPANDED, EXPANDED_BY_LETTER, MAX_GROUPS, thousands

_OF_ALL = {"max": "amax", "min": "amin"}
"""The largest of two values, and that of all elements of one."""


class Calling(Building):
    """Reads calls into what is built so far."""

    def __init__(
        self,
        built: Built,
        script: Script,
        chains: Chains,
        functions: Mapping[str, Function],
        most: int,
        expanding: bool = True,
    ) -> None:
        """``most``: operators that functions may write out, if ``expanding``; else only checked."""
        super().__init__(built, script)
        self.called: set[str] = set()
        """Functions that were written out."""
        self.constants: set[str] = set()
        """Names that were read as they are because they have no value: pi, np."""
        self.asked: dict[str, Function | None] = {}
        """Which function was found under each name that is called."""
        self.expanded = 0
        """Operators and calls that functions have written out."""
        self._sizes = Expansions(functions)
        self._most = most
        self._expanding = expanding
        self._chains = chains
        self._functions = functions

    @abstractmethod
    def _raised(self, base: ast.expr, exponent: ast.expr, spot: Spot) -> Steps:
        """A power."""

    def _is_value(self, name: str, scope: Scope) -> bool:
        """Whether a name is one that a person gave a value."""
        known = self._built.newest.get(name, name) in self._built.nodes
        return known or name in (scope.names or {})

    def _call(self, node: ast.Call, scope: Scope, target: Target | None) -> Visit:
        called = self._callee(node, scope)
        spot = Spot(node, scope, target)
        if not called.prefix:
            function = self.asked[called.word] = self._functions.get(called.word)
            if function is not None:
                return self._call_function(function, called.operands, node, scope, target)
        if is_making(called):
            return self._made(made(called, node, self._script), spot)
        if called.prefix == "." and called.word in SAME and len(called.operands) == 1:
            return self._visit(called.operands[0], scope, target)
        return self._operator_call(called, node, spot)

    def _callee(self, node: ast.Call, scope: Scope) -> Callee:
        """What is called, of what; raises ParseError if nothing of that name is known."""
        called = callee_of(node, lambda name: self._is_value(name, scope))
        if called is None:
            raise self._script.at(node, self._not_called(node, scope))
        if called.head:
            self.constants.add(called.head)
        if (terms := self._chains.restore(node.args)) is not None:
            called = called._replace(operands=[*called.operands[: -len(node.args)], terms])
        known = not called.prefix and called.word in self._functions
        if not known and not is_making(called) and self._word(called) is None:
            raise self._script.at(node.func, self._unknown_callee(called, node, scope))
        return called

    def _word(self, called: Callee) -> str | None:
        """The operator that is called."""
        if called.prefix == "." and called.word in SAME:
            return called.word
        if called.dotted in UNCERTAIN:
            return None
        return word_of(called.word, called.prefix)

    def _not_called(self, node: ast.Call, scope: Scope) -> str:
        """What is said of ``(a + b)(c)``, and of ``nn.Linear(2, 3)(x)``."""
        inner = node.func if isinstance(node.func, ast.Call) else None
        made = callee_of(inner, lambda name: self._is_value(name, scope)) if inner else None
        if inner is not None and made is not None and made.head and self._word(made) is None:
            return self._unknown_callee(made, inner, scope)
        return not_a_function(node, self._script)

    def _unknown_callee(self, called: Callee, node: ast.Call, scope: Scope) -> str:
        word = called.word
        if called.dotted in UNCERTAIN:
            return UNCERTAIN[called.dotted]
        if called.prefix and word in self._functions:
            return f"your own functions are called by their name alone: write {word}(x)"
        if called.prefix:
            return unknown_foreign(called.dotted.removeprefix("."), [*OPS, *WORDS])
        if self._is_value(word, scope):
            return not_a_function(node, self._script)
        if word in STATEMENTS:
            return f"{word}(…) stands on a line of its own, not inside an expression"
        return unknown_function(word, node, self._functions)

    def _made(self, making: Making, spot: Spot) -> Visit:
        """What ``np.array([1, 2])`` or ``Value(2.0)`` gives."""
        if making.value is None:
            return self._visit(making.written, spot.scope, spot.target)
        leaf = making.leaf if spot.target or making.leaf == "parameter" else "constant"
        return self._leaf(leaf, making.value, making.written, spot)

    def _operator_call(self, called: Callee, node: ast.Call, spot: Spot) -> Visit:
        name, operands = self._word(called) or called.word, called.operands
        if name in LEAVES:
            written, value = leaf_value(name, node, self._script)
            return self._leaf(name, value, written, spot)
        if name in {"power", "pow"} and len(operands) == 2 and not called.keywords:
            return self._raised(operands[0], operands[1], spot)
        name = self._of_all(name, called)
        op, keywords = OPS[name], called.keywords
        if op.variadic:
            operands, places = _listed(operands)
            keywords = [*by_place(op, places, keywords, self._script), *keywords]
            return self._operator(name, operands, spot, read_attrs(op, keywords, self._script))
        if name in FOLDED and len(operands) > 2 and not keywords:
            return self._fold(name, operands, spot)
        keywords = [*by_place(op, called.settings, keywords, self._script), *keywords]
        operands, keywords = with_positions(op, operands, keywords, self._script)
        check_sign(op, node, self._script)
        attrs = read_attrs(op, keywords, self._script)
        if not op.takes(len(operands)):
            self._check_receiver(called, spot.scope)
            check_count(name, op.operands, len(operands), node, self._script)
        return self._operator(name, operands, spot, attrs)

    def _check_receiver(self, called: Callee, scope: Scope) -> None:
        """Raise ParseError if what stands before the dot is no value: it may be no method."""
        before = called.operands[0] if called.prefix == "." else None
        if isinstance(before, ast.Name) and not self._is_value(before.id, scope):
            raise self._script.at(before, f"'{before.id}' is not defined")

    def _of_all(self, name: str, called: Callee) -> str:
        """``amax`` for ``max(v)``, and for ``v.max(0)``, where 0 is an axis."""
        of_all = _OF_ALL.get(name)
        if of_all not in OPS or called.word in {"maximum", "minimum"}:
            return name
        count = len(called.operands)
        axis = called.prefix and count > 1 and tensor_or_none(called.operands[1], self._script)
        return str(of_all) if count == 1 or axis else name

    def _call_function(
        self,
        function: Function,
        operands: Sequence[ast.expr],
        node: ast.Call,
        scope: Scope,
        target: Target | None,
    ) -> Steps:
        if node.keywords:
            raise self._script.at(
                node, f"{function.name} takes its arguments in order, without names"
            )
        check_count(function.name, function.parameters, len(operands), node, self._script)
        self._check_size(function, node, scope)
        ids = []
        for operand in operands:
            ids.append((yield self._visit(operand, scope)))
        if not self._expanding:
            target = target or self._unnamed(function.name, scope)
            return self._emit(target, "identity", ids[:1] or [MISSING], {}, node)
        return (yield self._body(function, ids, scope, target))

    def _check_size(self, function: Function, node: ast.Call, scope: Scope) -> None:
        """Refuse what would grow without end, before anything of it is built."""
        size = self._sizes.size(function.name)
        if isinstance(size, ast.Call):
            name = self._script.excerpt(size.func)
            raise self._script.at(size, f"'{name}' calls itself; a graph has no loops")
        if len(scope.active) >= MAX_GROUPS:
            raise self._script.at(node, f"at most {MAX_GROUPS} defs can call each other in turn")
        if scope.active:
            return
        self.expanded += size
        if self.expanded > self._most:
            raise self._script.at(
                node,
                f"with this call the defs write out more than {thousands(self._most)} operators "
                f"and calls; a text may have {thousands(EXPANDED)} of them, and "
                f"{EXPANDED_BY_LETTER} for each of its characters",
            )

    def _body(
        self, function: Function, operands: Sequence[str], scope: Scope, target: Target | None
    ) -> Steps:
        self.called.add(function.name)
        around = self._script, self._chains
        self._script, self._chains = function.script, function.chains
        names = dict(zip(function.parameters, operands, strict=True))
        inner = scope.inside(function.name, names)
        for index, (name, written) in enumerate(function.body):
            own = target if index == function.naming else None
            names[name] = yield self._visit(written, inner, own or self._unnamed(name, inner))
        named = target is not None and function.naming >= 0
        value = yield self._visit(function.value, inner, None if named else target)
        self._script, self._chains = around
        return value


def tensor_or_none(node: ast.expr, script: Script) -> bool:
    """Whether a number is written here."""
    return not isinstance(node, ast.List) and tensor(node, script) is not None


def _listed(operands: Sequence[ast.expr]) -> tuple[Sequence[ast.expr], Sequence[ast.expr]]:
    """The operands, also where they are written as one list, and what follows: cat([a, b], 0)."""
    if operands and isinstance(operands[0], ast.List | ast.Tuple):
        more = operands[1:]
        if not any(isinstance(item, ast.List | ast.Tuple | ast.Name) for item in more):
            return operands[0].elts, more
    return operands, ()
