"""Expressions to nodes: every written operator becomes one."""

import ast
from collections.abc import Mapping, Sequence
from itertools import chain

from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import near
from graphviz_app.formats.language.building import Building, Steps, Visit, drive
from graphviz_app.formats.language.built import MISSING, Built, Scope, Spot, Target
from graphviz_app.formats.language.calls import check_count, check_sign, leaf_value, read_attrs
from graphviz_app.formats.language.expansion import Expansions
from graphviz_app.formats.language.functions import Function
from graphviz_app.formats.language.literal import list_hint, number, tensor
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.grammar import (
    ALIASES,
    BINARY,
    COMPARE,
    FOLDED,
    LEAVES,
    STATEMENTS,
    UNARY,
    is_hole,
)
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import EXPANDED, EXPANDED_BY_LETTER, MAX_GROUPS, thousands


class Expressions(Building):
    """Reads expressions into what is built so far."""

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
        self.used: set[str] = set()
        """Names of values that were looked up, and found."""
        self.asked: dict[str, Function | None] = {}
        """Which function was found under each name that is called."""
        self.expanded = 0
        """Operators and calls that functions have written out."""
        self._sizes = Expansions(functions)
        self._most = most
        self._expanding = expanding
        self._chains = chains
        self._functions = functions

    def lower(self, expression: ast.expr, scope: Scope, target: Target) -> str:
        """Add the expression's nodes; the last one gets the target's id and group."""
        return drive(self._visit(expression, scope, target))

    def expand(
        self, function: Function, operands: Sequence[str], scope: Scope, target: Target
    ) -> str:
        """The same for one call of a function."""
        return drive(self._body(function, operands, scope, target))

    def _visit(self, node: ast.expr, scope: Scope, target: Target | None = None) -> Visit:
        literal = self._literal(node)
        if literal is not None:
            return self._leaf("constant", literal, node, Spot(node, scope, target))
        match node:
            case ast.Name():
                return self._name(node, scope, target)
            case ast.Constant() if is_hole(node):
                return self._emit(target, "identity", (MISSING,), {}, node) if target else MISSING
            case ast.BinOp():
                return self._binary(node, scope, target)
            case ast.UnaryOp(op=ast.UAdd()):
                return self._visit(node.operand, scope, target)
            case ast.UnaryOp():
                return self._unary(node, scope, target)
            case ast.Compare():
                return self._compare(node, scope, target)
            case ast.IfExp():
                operands = (node.test, node.body, node.orelse)
                return self._operator("where", operands, Spot(node, scope, target))
            case ast.Call():
                return self._call(node, scope, target)
            case ast.Attribute():
                return self._attribute(node, scope, target)
            case ast.Tuple():
                terms = self._chains.restore(node.elts)
                if terms is not None:
                    return self._visit(terms, scope, target)
        hint = list_hint(node, self._script)
        raise self._script.at(node, refusals.expression(node) + hint)

    def _literal(self, node: ast.expr) -> Attr:
        read = tensor if isinstance(node, ast.List) else number
        return read(node, self._script)

    def _name(self, node: ast.Name, scope: Scope, target: Target | None) -> str:
        id_ = (scope.names or {}).get(node.id)
        if id_ is None:
            if (id_ := node.id) in self._built.nodes:
                self.used.add(id_)
            else:
                id_ = self._unknown(node, scope)
        if target is None:
            return id_
        if self._built.keep:
            self._built.operands[target.id, 0] = node
        return self._emit(target, "identity", (id_,), {}, node)

    def _unknown(self, node: ast.Name, scope: Scope) -> str:
        """What a name that has no value stands for: it is refused."""
        raise self._script.at(node, self._unknown_name(node, scope))

    def _unknown_name(self, node: ast.Name, scope: Scope) -> str:
        name = node.id
        if name == scope.line:
            return f"'{name}' is used in its own line; a graph has no loops"
        if name in self._functions or name in OPS:
            return f"'{name}' is a function: call it, as in {name}(x)"
        if line := self._script.later_line(name, node.lineno):
            if circle := self._script.circle(scope.line, name, node.lineno):
                return f"this goes round in a circle: {circle}; a graph has no loops"
            return f"'{name}' is used before line {line} gives it a value; move that line up"
        known = (id_ for id_ in self._built.nodes if "." not in id_)
        return f"'{name}' is not defined{near(name, chain(scope.names or (), known))}"

    def _binary(self, node: ast.BinOp, scope: Scope, target: Target | None) -> Steps:
        op = BINARY.get(type(node.op))
        if op is None:
            raise self._script.at(node.right, refusals.operator(node.op))
        spot = Spot(node, scope, target)
        if op == "div" and number(node.left, self._script) == 1:
            return self._operator("reciprocal", (node.right,), spot)
        exponent = number(node.right, self._script) if op == "pow" else None
        if exponent is None:
            return self._operator(op, (node.left, node.right), spot)
        if exponent == 2:
            return self._operator("square", (node.left,), spot)
        return self._operator("power", (node.left,), spot, {"exponent": exponent})

    def _unary(self, node: ast.UnaryOp, scope: Scope, target: Target | None) -> Steps:
        op = UNARY.get(type(node.op))
        if op is None:
            raise self._script.at(node, refusals.operator(node.op))
        return self._operator(op, (node.operand,), Spot(node, scope, target))

    def _compare(self, node: ast.Compare, scope: Scope, target: Target | None) -> Steps:
        if len(node.ops) > 1:
            raise self._script.at(
                node, "compare two values at a time: write (0 < x)*(x < 1), not 0 < x < 1"
            )
        op = COMPARE.get(type(node.ops[0]))
        if op is None:
            raise self._script.at(node.comparators[0], refusals.operator(node.ops[0]))
        return self._operator(op, (node.left, node.comparators[0]), Spot(node, scope, target))

    def _attribute(self, node: ast.Attribute, scope: Scope, target: Target | None) -> Steps:
        if node.attr != "T":
            hint = f"; did you mean {node.attr}(…)?" if node.attr in OPS else ""
            raise self._script.at(
                node, f"after a dot only T (transpose) can stand, found '.{node.attr}'{hint}"
            )
        return self._operator(
            "transpose", (node.value,), Spot(node, scope, target), dict(OPS["transpose"].attrs)
        )

    def _call(self, node: ast.Call, scope: Scope, target: Target | None) -> Visit:
        name = self._called_name(node, scope)
        terms = self._chains.restore(node.args)
        operands = node.args if terms is None else [terms]
        function = self.asked[name] = self._functions.get(name)
        if function is not None:
            return self._call_function(function, operands, node, scope, target)
        name = ALIASES.get(name, name)
        if name in LEAVES:
            written, value = leaf_value(name, node, self._script)
            return self._leaf(name, value, written, Spot(node, scope, target))
        check_sign(OPS[name], node, self._script)
        attrs = read_attrs(OPS[name], node, self._script)
        if name in FOLDED and len(operands) > 2:
            return self._fold(name, operands, Spot(node, scope, target))
        check_count(name, OPS[name].operands, len(operands), node, self._script)
        return self._operator(name, operands, Spot(node, scope, target), attrs)

    def _called_name(self, node: ast.Call, scope: Scope) -> str:
        called = node.func
        if isinstance(called, ast.Attribute):
            known = called.attr in self._functions or called.attr in OPS
            example = f"{called.attr}(…)" if known else "exp(x)"
            raise self._script.at(
                node, f"functions are called by their name alone, without a dot: {example}"
            )
        if not isinstance(called, ast.Name):
            raise self._script.at(
                node,
                f"'{self._script.excerpt(called)}' cannot be called; to multiply, "
                "write * before the bracket",
            )
        if called.id in self._functions or ALIASES.get(called.id, called.id) in OPS:
            return called.id
        raise self._script.at(called, self._unknown_function(called.id, scope))

    def _unknown_function(self, name: str, scope: Scope) -> str:
        if name in (scope.names or {}) or name in self._built.nodes:
            return f"'{name}' is a value, not a function; to multiply, write {name}*(…)"
        if name in STATEMENTS:
            return f"{name}(…) stands on a line of its own, not inside an expression"
        return f"there is no function '{name}'{near(name, [*self._functions, *OPS, *ALIASES])}"

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
