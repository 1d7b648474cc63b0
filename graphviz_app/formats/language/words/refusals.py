"""One sentence for each piece of Python that is not part of the language."""

import ast
from collections.abc import Mapping

_STATEMENTS: Mapping[type[ast.stmt], str] = {
    ast.Import: "nothing needs importing: exp, sigmoid, sum and the others are already there",
    ast.ImportFrom: "nothing needs importing: exp, sigmoid, sum and the others are already there",
    ast.For: "there are no loops: a graph is written out line by line, or with tensors",
    ast.While: "there are no loops: a graph is written out line by line, or with tensors",
    ast.If: "there is no 'if' block: write y = u if condition else v",
    ast.AnnAssign: "a name needs no type: write name = value",
    ast.Assert: "a claim stands by itself: write name == 0.5",
    ast.ClassDef: "there are no classes: use def for a composite operator",
    ast.Return: "'return' belongs inside a def",
    ast.Pass: "this block is empty: put at least one line 'name = …' into it",
}
_EXPRESSIONS: Mapping[type[ast.expr], str] = {
    ast.JoinedStr: "text in quotes is not a value here",
    ast.Lambda: "there is no lambda: write def name(u): return …",
    ast.ListComp: "there are no loops inside lists: write the numbers out",
    ast.SetComp: "there are no sets: a tensor is a list, [1, 2]",
    ast.DictComp: "there are no dictionaries: a tensor is a list, [1, 2]",
    ast.GeneratorExp: "there are no loops: write the terms out",
    ast.Set: "there are no sets: a tensor is a list, [1, 2]",
    ast.Dict: "there are no dictionaries: a tensor is a list, [1, 2]",
    ast.Tuple: "a tensor is written with square brackets, as a list, and a line has one value",
    ast.Subscript: "elements cannot be picked with [ ]: use sum, or give each number its own name",
    ast.Starred: "'*' needs an operand on its left",
    ast.NamedExpr: "a value is named on a line of its own: name = value",
    ast.BoolOp: "'and' and 'or' are not operators here: multiply conditions, (a > 0)*(b > 0)",
    ast.Await: "'await' is not part of the language",
    ast.Yield: "'yield' is not part of the language",
    ast.YieldFrom: "'yield' is not part of the language",
}
_OPERATORS: Mapping[type[ast.operator | ast.unaryop | ast.cmpop], str] = {
    ast.BitXor: "'^' is not a power: write x**2",
    ast.FloorDiv: "'//' is not an operator here: / divides, and # begins a remark",
    ast.Mod: "'%' is not an operator here: allowed are + - * / ** and @",
    ast.BitAnd: "'&' is not an operator here: multiply conditions, (a > 0)*(b > 0)",
    ast.BitOr: "'|' is not an operator here: abs(u) is written as a call",
    ast.LShift: "'<<' is not an operator here: allowed are + - * / ** and @",
    ast.RShift: "'>>' is not an operator here: allowed are + - * / ** and @",
    ast.Not: "'not' is not an operator here: write the opposite comparison",
    ast.Invert: "'~' is not an operator here: allowed are + - * / ** and @",
    ast.Is: "'is' is not a comparison here: allowed are < <= > >= == and !=",
    ast.IsNot: "'is not' is not a comparison here: allowed are < <= > >= == and !=",
    ast.In: "'in' is not a comparison here: allowed are < <= > >= == and !=",
    ast.NotIn: "'not in' is not a comparison here: allowed are < <= > >= == and !=",
}


def statement(node: ast.stmt) -> str:
    """Why this statement is not allowed."""
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return "a line is name = expression, with = and not with :"
    return _STATEMENTS.get(
        type(node),
        "this is not part of the language: a line is 'name = expression', 'with group(\"…\"):', "
        "'def', output(…), learning_rate(…) or a claim such as grad(w) == 0.5",
    )


def expression(node: ast.expr) -> str:
    """Why this expression is not allowed."""
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    return _EXPRESSIONS.get(type(node), "this expression is not part of the language")


def operator(sign: ast.operator | ast.unaryop | ast.cmpop) -> str:
    """Why this operator is not allowed."""
    return _OPERATORS.get(type(sign), "this operator is not part of the language")


def _constant(value: object) -> str:
    match value:
        case bool():
            return f"{value} is not a number: write {int(value)}"
        case complex():
            return "complex numbers are not part of the language"
        case str() | bytes():
            return "text in quotes is not a value: a remark begins with #"
        case None:
            return "None is not a value: write a number"
    return "this is not a number"
