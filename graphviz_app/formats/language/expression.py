"""Expressions to nodes: every written operator becomes one."""

import ast
from collections.abc import Mapping, Sequence
from itertools import chain

from graphviz_app.core.graph import Attr
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import near
from graphviz_app.formats.language.building import Steps, Visit, drive
from graphviz_app.formats.language.built import MISSING, Built, Scope, Spot, Target
from graphviz_app.formats.language.called.callee import prefix_of
from graphviz_app.formats.language.called.calling import Calling
from graphviz_app.formats.language.called.calls import read_attrs
from graphviz_app.formats.language.called.functions import Function
from graphviz_app.formats.language.called.unknown import (
    product_of,
    refused_sign,
    tuple_sentence,
    unknown_attribute,
)
from graphviz_app.formats.language.numerals.indexing import chosen, index_text
from graphviz_app.formats.language.numerals.literal import (
    is_mixed,
    list_hint,
    number,
    tensor,
    written_number,
)
from graphviz_app.formats.language.sizes import Sizes
from graphviz_app.formats.language.words import refusals
from graphviz_app.formats.language.words.chains import Chains
from graphviz_app.formats.language.words.dialects import NUMBERS
from graphviz_app.formats.language.words.grammar import BINARY, COMPARE, CONSTANTS, UNARY, is_hole
from graphviz_app.formats.language.words.script import DOT, Script


class Expressions(Calling):
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
        """As of calls."""
        super().__init__(built, script, chains, functions, most, expanding)
        self.used: set[str] = set()
        """Names of values that were looked up, and found."""
        self.depends = False
        """Whether what was read depends on how large the values are that it uses."""
        self._sizes_so_far = Sizes(built)

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
            case ast.Subscript() if "index" in OPS:
                return self._subscript(node, scope, target)
            case ast.List():
                return self._stack(node, scope, target)
            case ast.Tuple():
                terms = self._chains.restore(node.elts)
                if terms is not None:
                    return self._visit(terms, scope, target)
        if isinstance(node, ast.Tuple):
            raise self._script.at(node, tuple_sentence(node, self._script))
        hint = list_hint(node, self._script)
        raise self._script.at(node, refusals.expression(node) + hint)

    def named(self, name: ast.Name) -> str:
        """The node that a name stands for, in a line of its own."""
        return drive(self._name(name, Scope("", ""), None))

    def element(self, source: str, at: str, spot: Spot) -> str:
        """Add the node that picks an element, or some, of one that is built."""
        assert spot.target is not None
        return self._emit(spot.target, "index", (source,), {"at": at}, spot.node)

    def _literal(self, node: ast.expr) -> Attr:
        if not isinstance(node, ast.List):
            return written_number(node, self._script)
        if "stack" in OPS and is_mixed(node, self._script):
            return None
        return tensor(node, self._script)

    def _name(self, node: ast.Name, scope: Scope, target: Target | None) -> str:
        id_ = (scope.names or {}).get(node.id)
        if id_ is None:
            if (id_ := self._built.newest.get(node.id, node.id)) in self._built.nodes:
                self.used.add(id_)
            elif self._is_constant(id_, scope):
                self._note_constant(node)
                return self._leaf("constant", CONSTANTS[id_], node, Spot(node, scope, target))
            else:
                id_ = self._unknown(node, scope)
        if target is None:
            return id_
        if self._built.keep:
            self._built.operands[target.id, 0] = node
        return self._emit(target, "identity", (id_,), {}, node)

    def _is_constant(self, name: str, scope: Scope) -> bool:
        """Whether a name that has no value is that of a number, such as pi."""
        return name in CONSTANTS and name != scope.line

    def _note_constant(self, node: ast.Name) -> None:
        self.constants.add(node.id)
        self._built.constants.setdefault(node.id, node.lineno)

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
        if factors := product_of(name, {*self._built.nodes, *(scope.names or ())}):
            return f"'{name}' is not defined{factors}"
        return f"'{name}' is not defined{near(name, chain(scope.names or (), known, ('pi',)))}"

    def _binary(self, node: ast.BinOp, scope: Scope, target: Target | None) -> Steps:
        op = BINARY.get(type(node.op))
        if op is None:
            raise self._script.at(node.right, refused_sign(node, self._script))
        spot = Spot(node, scope, target)
        if op == "matmul":
            return self._operator(op, (node.left, node.right), spot)
        if op == "pow" and self._is_exp(node, scope):
            return self._operator("exp", (node.right,), spot)
        if op == "pow":
            return self._raised(self._in_brackets(node.left), node.right, spot)
        if op == "div" and number(node.left, self._script) == 1:
            return self._operator("reciprocal", (self._in_brackets(node.right),), spot)
        left, right = self._in_brackets(node.left), self._in_brackets(node.right)
        if op == "mul" and self._is_dotted(left, right):
            return self._dotted(left, right, spot)
        return self._operator(op, (left, right), spot)

    def _in_brackets(self, node: ast.expr) -> ast.expr:
        """The sum in ``n*[a + b]``, which nobody writes for a vector of one number."""
        while isinstance(node, ast.List) and len(node.elts) == 1 and is_mixed(node, self._script):
            if not isinstance(node.elts[0], ast.BinOp | ast.UnaryOp | ast.List):
                break
            node = node.elts[0]
        return node

    def _is_dotted(self, left: ast.expr, right: ast.expr) -> bool:
        """Whether a product of two values is written with a dot."""
        if not self._script.is_dotted or not DOT.search(self._script.between(left, right)):
            return False
        return number(left, self._script) is None and number(right, self._script) is None

    def _dotted(self, left: ast.expr, right: ast.expr, spot: Spot) -> Steps:
        """``w·x``: of two numbers their product, of vectors and matrices as ``w @ x``."""
        ids = ((yield self._visit(left, spot.scope)), (yield self._visit(right, spot.scope)))
        self.depends = True
        op = "matmul" if all(map(self._sizes_so_far.shape, ids)) else "mul"
        return self._of_built(op, ids, (left, right), spot)

    def _raised(self, base: ast.expr, exponent: ast.expr, spot: Spot) -> Steps:
        value = written_number(exponent, self._script)
        if value is None:
            return self._operator("pow", (base, exponent), spot)
        if value == 2:
            return self._operator("square", (base,), spot)
        return self._operator("power", (base,), spot, {"exponent": value})

    def _is_exp(self, node: ast.BinOp, scope: Scope) -> bool:
        """Whether a power is one of the number e; raises ParseError for e^x where e is a value."""
        if not isinstance(node.left, ast.Name) or node.left.id != "e":
            return False
        if "e" not in (scope.names or {}) and "e" not in self._built.nodes:
            if free := self._is_constant("e", scope):
                self._note_constant(node.left)
            return free
        if "^" in self._script.between(node.left, node.right):
            raise self._script.at(node.right, refusals.operator(ast.BitXor()))
        return False

    def _unary(self, node: ast.UnaryOp, scope: Scope, target: Target | None) -> Steps:
        op = UNARY.get(type(node.op))
        if op is None:
            raise self._script.at(node, refusals.operator(node.op))
        return self._operator(op, (self._in_brackets(node.operand),), Spot(node, scope, target))

    def _compare(self, node: ast.Compare, scope: Scope, target: Target | None) -> Steps:
        if len(node.ops) > 1:
            raise self._script.at(
                node, "compare two values at a time: write (0 < x)*(x < 1), not 0 < x < 1"
            )
        op = COMPARE.get(type(node.ops[0]))
        if op is None:
            raise self._script.at(node.comparators[0], refusals.operator(node.ops[0]))
        return self._operator(op, (node.left, node.comparators[0]), Spot(node, scope, target))

    def _attribute(self, node: ast.Attribute, scope: Scope, target: Target | None) -> Visit:
        if node.attr in {"T", "mT"}:
            attrs = read_attrs(OPS["transpose"], (), self._script)
            return self._operator("transpose", (node.value,), Spot(node, scope, target), attrs)
        if node.attr == "values" and isinstance(node.value, ast.Call):
            return self._visit(node.value, scope, target)  # PyTorch's max tells the places too
        prefix = prefix_of(node.value, lambda name: self._is_value(name, scope))
        if prefix is not None and node.attr in NUMBERS:
            self.constants.add(prefix.partition(".")[0])
            return self._leaf("constant", NUMBERS[node.attr], node, Spot(node, scope, target))
        raise self._script.at(node, unknown_attribute(node, prefix, self._script))

    def _subscript(self, node: ast.Subscript, scope: Scope, target: Target | None) -> Steps:
        if (picked := chosen(node.slice, self._script)) is not None:
            attrs = read_attrs(OPS[picked.op], (), self._script)
            operands = (node.value, picked.places)
            return self._operator(picked.op, operands, Spot(node, scope, target), attrs)
        at = index_text(node.slice, self._script)
        return self._operator("index", (node.value,), Spot(node, scope, target), {"at": at})

    def _stack(self, node: ast.List, scope: Scope, target: Target | None) -> Steps:
        attrs = read_attrs(OPS["stack"], (), self._script)
        return self._operator("stack", node.elts, Spot(node, scope, target), attrs)
