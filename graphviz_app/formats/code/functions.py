"""Operators applied: by Python's signs, by the library's functions, or by functions written above.

Everything is put together as a syntax tree, so that brackets are where they must be.
"""

import ast
import builtins
from collections.abc import Sequence

from graphviz_app.core.expression import (
    CONDITIONS,
    SIGNS,
    Apply,
    Expr,
    Name,
    Number,
    names_in,
    statements,
)
from graphviz_app.core.op import Op
from graphviz_app.core.operators.composite import split
from graphviz_app.core.oplib import OPS
from graphviz_app.formats.code.by_hand import definitions
from graphviz_app.formats.code.library import SIGNED, Library, has_formula
from graphviz_app.formats.code.literals import dotted_call, literal
from graphviz_app.formats.code.templates import Attrs, as_place, differs, put_in
from graphviz_app.formats.code.variables import Variables

_PYTHON = {op: sign for sign, (op, _) in SIGNS.items()}
_WORDS = ("None", "True", "False")


class Functions:
    """Applies operators, and remembers which functions that takes."""

    def __init__(self, library: Library, variables: Variables, scalar: bool) -> None:
        """``scalar``: all values are plain numbers, so that a choice is Python's own."""
        self.written: list[ast.stmt] = []
        self._library, self._variables, self._scalar = library, variables, scalar
        self._names: dict[str, str] = {}

    def applied(self, op: Op, operands: Sequence[ast.expr], attrs: Attrs) -> ast.expr:
        """The operator applied to what is written already."""
        if op.name in SIGNED:
            return self._signed(op.name, list(operands), attrs)
        numbers = [self._as_value(operand) for operand in operands]
        template = self._library.template(op)
        if "math." in template:
            self._write([ast.Import([ast.alias("math")])])
        if template and (inside := put_in(op, template, numbers, attrs)):
            return inside
        if template or has_formula(op):
            given = {k: v for k, v in attrs.items() if differs(v, op.attrs[k])}
        else:  # by hand it has no defaults
            given = {name: literal(default) for name, default in op.attrs.items()} | dict(attrs)
        keywords = [ast.keyword(name, as_place(name, value)) for name, value in given.items()]
        return ast.Call(ast.Name(self._function(op, template)), numbers, keywords)

    def _signed(self, name: str, operands: list[ast.expr], attrs: Attrs) -> ast.expr:
        if name == "where":
            return self._choice(*operands)
        if name in CONDITIONS:
            return ast.Compare(operands[0], [_PYTHON[name]()], operands[1:])
        if name != "mul":
            operands = [as_number(operand) for operand in operands]
        match name:
            case "identity":
                return operands[0]
            case "neg":
                return ast.UnaryOp(ast.USub(), operands[0])
            case "square":
                return ast.BinOp(operands[0], ast.Pow(), ast.Constant(2))
            case "power":
                return ast.BinOp(operands[0], ast.Pow(), attrs["exponent"])
            case "reciprocal":
                return ast.BinOp(ast.Constant(1), ast.Div(), operands[0])
        return ast.BinOp(operands[0], _PYTHON[name](), operands[1])

    def _choice(self, test: ast.expr, first: ast.expr, second: ast.expr) -> ast.expr:
        first, second = as_number(first), as_number(second)
        if self._scalar and self._library.takes_numbers:
            return ast.IfExp(test, first, second)
        if not isinstance(test, ast.Compare):
            test = ast.Compare(test, [ast.NotEq()], [ast.Constant(0)])
        where = ast.Attribute(ast.Name(self._library.name), "where")
        return ast.Call(where, [test, *map(self._as_value, (first, second))], [])

    def _as_value(self, operand: ast.expr) -> ast.expr:
        """As the library's functions take it: not every one takes a plain number."""
        number = as_number(operand)
        if self._library.takes_numbers or any(isinstance(n, ast.Name) for n in ast.walk(number)):
            return number
        return dotted_call(self._library.array, _with_point(number))

    # Functions above the lines

    def _function(self, op: Op, template: str) -> str:
        if op.name not in self._names:
            wish = f"{op.name}_of" if hasattr(builtins, op.name) else op.name
            name = self._names[op.name] = self._variables.fresh(wish)
            if not template and not has_formula(op):
                self._names[op.name], sources = definitions(op, name)
                self.written += [
                    s for s in sources if ast.dump(s) not in map(ast.dump, self.written)
                ]
            else:
                body = self._body(op, template)
                self.written.append(_definition(name, op, body))
        return self._names[op.name]

    def _write(self, sources: Sequence[ast.stmt]) -> None:
        """Above the lines, once."""
        known = {*map(ast.dump, self.written)}
        self.written += [source for source in sources if ast.dump(source) not in known]

    def _body(self, op: Op, template: str) -> list[ast.stmt]:
        if template:
            *before, value = ast.parse(template).body
            assert isinstance(value, ast.Expr)
            return [*before, ast.Return(value.value)]
        *lines, (_, last) = statements(op.value or str(op.expansion))
        body: list[ast.stmt] = [
            ast.Assign([ast.Name(name)], as_number(self._tree(op, tree))) for name, tree in lines
        ]
        return [*body, ast.Return(as_number(self._tree(op, last)))]

    def _tree(self, op: Op, tree: Expr) -> ast.expr:
        """A formula over the parameters of its operator's function."""
        match tree:
            case Number(value):
                return literal(value)
            case Name(name):
                return ast.Name(name) if name.isidentifier() and name not in _WORDS else _word(name)
            case Apply("where", (test, first, second)) if names_in(test) <= op.attrs.keys():
                test_, *both = (self._tree(op, part) for part in (test, first, second))
                return ast.IfExp(test_, *both)
            case Apply("tuple", items):
                return ast.Tuple([self._tree(op, item) for item in items], ast.Load())
        assert isinstance(tree, Apply)
        other = OPS[tree.op]
        operands, given = split(other, tree)
        attrs = {name: self._tree(op, value) for name, value in given.items()}
        return self.applied(other, [self._tree(op, operand) for operand in operands], attrs)


def as_number(tree: ast.expr) -> ast.expr:
    """A condition as 1 or 0."""
    if isinstance(tree, ast.Compare):
        return ast.BinOp(tree, ast.Mult(), ast.Constant(1.0))
    return tree


def _with_point(tree: ast.expr) -> ast.expr:
    """3.0 for 3, lest it becomes a whole number."""
    whole = isinstance(tree, ast.Constant) and isinstance(tree.value, int)
    return ast.Constant(float(tree.value)) if whole else tree  # type: ignore[attr-defined]


def _word(written: str) -> ast.expr:
    return ast.Constant(ast.literal_eval(written))


def _definition(name: str, op: Op, body: list[ast.stmt]) -> ast.stmt:
    """``def name(a, b, *, alpha=0.01)``; of any number of operands ``*a``."""
    letters = [ast.arg(letter) for letter in op.operands]
    parameters = ast.arguments(
        posonlyargs=[],
        args=[] if op.variadic else letters,
        vararg=letters[0] if op.variadic else None,
        kwonlyargs=[ast.arg(attr) for attr in op.attrs],
        kw_defaults=[as_place(attr, literal(default)) for attr, default in op.attrs.items()],
        defaults=[ast.Constant(None)] * op.optional,
    )
    return ast.FunctionDef(name, parameters, body, [])
