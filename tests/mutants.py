"""Mutants: one sign, factor, operand, power, comparison, index or constant, changed.

Python is changed where its syntax tree says, formulas in strings by patterns. What cannot be seen
(hints of types, docstrings, errors' texts, limits of length) is left alone.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parent.parent
_OPERATORS: dict[type[ast.AST], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("/",)),
    ast.Div: ("/", ("*",)),
    ast.FloorDiv: ("//", ("*",)),
    ast.Mod: ("%", ("//",)),
    ast.Pow: ("**", ("*",)),
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">=")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<=")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.And: ("and", ("or",)),
    ast.Or: ("or", ("and",)),
}
_ORDERED = (ast.Sub, ast.Div, ast.Pow, ast.MatMult)
_FORMULA = re.compile(r"\$[a-z]|\\[a-z]{2}|[\^=·×∂]|\{\w+\}.*\{\w+\}| [-+*/<>] |^-?\d")
_PATTERN = re.compile(r"\\[sdwb](?![a-z])|\(\?|\[\^|\.\*|\\\}")
"""What is in a regular expression and in no formula."""
_APART = {"graph", "id_", "trace", "reading", "terms", "node", "op", "program", "axis"}
"""Names of things that nobody would exchange: that is an error of types."""
_IN_TEXT = (
    (r" \+ ", (" - ",)),
    (r" - ", (" + ",)),
    (r"^-(?=\S)", ("",)),
    (r"(?<!\*)\*(?!\*)|\\cdot", (" + ",)),
    (r"(?<!\w)/(?!\w*\{)", ("*",)),
    (r"(?<![\w.#{])\d(?![\w.])|(?<=\{)\d(?=\})", ("+1",)),
    (r"\^(\{\(\{|\\top|\d)", ("",)),
    *((old, (new,)) for old, new in ((r"\\geq", r"\leq"), (r"\\leq", r"\geq"))),
    *((old, (new,)) for old, new in ((" > ", " < "), (" < ", " > "), (">=", "<="), ("<=", ">="))),
)
"""Signs in a formula, and what each is changed into; +1 is the next number."""


class Mutant(NamedTuple):
    """A change of the bytes from ``start`` to ``end`` of a file."""

    path: Path
    start: int
    end: int
    new: bytes
    line: int
    before: str
    after: str

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.new + source[self.end :]

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path.relative_to(_ROOT)}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}\n-{self.before}\n+{self.after}"


def mutants_in(path: Path) -> list[Mutant]:
    """All mutants of a file, in the order of its text."""
    source = path.read_bytes()
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    found = []
    for start, end, new in sorted(set(finder.found)):
        first, last = source.rfind(b"\n", 0, start) + 1, source.find(b"\n", end)
        if source[start:end] == new or b"\n" in source[start:end]:
            continue
        after = source[first:start] + new + source[end:last]
        line = source.count(b"\n", 0, start) + 1
        before = source[first:last].decode()
        found.append(Mutant(path, start, end, new, line, before, after.decode()))
    return found


class _Finder(ast.NodeVisitor):
    """Collects (start, end, replacement) in bytes."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = [0, *(m.end() for m in re.finditer(b"\n", source))]
        self.found: list[tuple[int, int, bytes]] = []
        self.arguments: list[list[str]] = []

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.lines[node.lineno - 1] + node.col_offset
        return start, self.lines[node.end_lineno - 1] + node.end_col_offset

    def _change(self, start: int, end: int, new: str) -> None:
        self.found.append((start, end, new.encode()))

    # What cannot be seen

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Errors' texts are none of the mathematics."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Nor is what holds anyway."""

    def visit_Import(self, node: ast.Import) -> None:
        """Nor are names of modules."""

    def visit_Assign(self, node: ast.Assign) -> None:
        """A number by itself in capitals is a limit; ``Phase = Literal[…]`` a hint."""
        name = ast.unparse(node.targets[0])
        limit = name.isupper() and bool(re.fullmatch(r"[-(\d.,e) ]+", ast.unparse(node.value)))
        hint = isinstance(node.value, ast.Subscript) and not self.arguments
        if not (limit or hint or name == "__all__"):
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """A name with its hint."""

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg not in ("strict", "key", "all", "maxsize"):
            self.generic_visit(node)

    # Scopes

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.arguments.append([a.arg for a in node.args.args if a.arg != "self"])
        for default in [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]:
            self.visit(default)
        for statement in node.body:
            self.visit(statement)
        self.arguments.pop()

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.arguments.append([a.arg for a in node.args.args])
        self.visit(node.body)
        self.arguments.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    # Signs

    def _between(self, left: ast.expr, right: ast.expr, op: ast.AST) -> None:
        start, end = self._span(left)[1], self._span(right)[0]
        sign, others = _OPERATORS.get(type(op), ("", ()))
        at = self.source.find(sign.encode(), start, end) if sign else -1
        for other in others if at >= 0 else ():
            self._change(at, at + len(sign), other)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        words = (ast.JoinedStr, ast.List, ast.Tuple)
        joined = any(
            isinstance(x, words) or (isinstance(x, ast.Constant) and isinstance(x.value, str))
            for x in (node.left, node.right)
        )
        if not joined:
            self._between(node.left, node.right, node.op)
            if isinstance(node.op, _ORDERED):
                self._swap(node.left, node.right)
            self._other_names(node)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, op, right in zip(
            [node.left, *node.comparators], node.ops, node.comparators, strict=False
        ):
            self._between(left, right, op)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, node.op)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.USub):
            start, end = self._span(node)[0], self._span(node.operand)[0]
            self._change(start, end, "")
        self.generic_visit(node)

    # Operands

    def _swap(self, left: ast.expr, right: ast.expr) -> None:
        (start, middle), (then, end) = self._span(left), self._span(right)
        text = self.source
        swapped = text[then:end] + text[middle:then] + text[start:middle]
        self.found.append((start, end, swapped))

    def _other_names(self, node: ast.BinOp) -> None:
        names = self.arguments[-1] if self.arguments else []
        for operand in (node.left, node.right):
            if isinstance(operand, ast.Name) and operand.id in names and len(names) > 1:
                other = names[(names.index(operand.id) + 1) % len(names)]
                self._change(*self._span(operand), other)

    def visit_Call(self, node: ast.Call) -> None:
        called = ast.unparse(node.func)
        if called.startswith("re.") or called in ("isinstance", "field", "dataclass"):
            return
        names = {a.id for a in node.args[:2] if isinstance(a, ast.Name)}
        if len(names) == 2 and not names & _APART:
            self._swap(*node.args[:2])
        self.generic_visit(node)

    # Constants

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._change(*self._span(node), str(not value))
        elif isinstance(value, int | float):
            self._change(*self._span(node), repr(value + 1))
        elif isinstance(value, str):
            self._text(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._text(node)

    def _text(self, node: ast.expr) -> None:
        start, end = self._span(node)
        text = self.source[start:end].decode()
        head = re.match(r"(\w*)(['\"]+)", text)
        if head is None or (not text.isascii() and len(text) < 6):
            return
        inner = text[head.end() : len(text) - len(head[2])]
        if not _FORMULA.search(inner) or _PATTERN.search(inner):
            return
        start += head.end()
        for a, b, new in _formula_changes(inner, "f" in head[1]):
            place = [start + len(inner[:x].encode()) for x in (a, b)]
            self._change(place[0], place[1], new)


def _formula_changes(text: str, joined: bool) -> Iterator[tuple[int, int, str]]:
    for pattern, changes in _IN_TEXT:
        for match in re.finditer(pattern, text):
            for new in changes:
                number = str(int(match[0]) + 1) if new == "+1" else new
                yield match.start(), match.end(), number
    letters = r"(?<!\{)\{[^{}]+\}(?!\})" if joined else r"\$[a-z]\b|\b[aby]\b"
    places = list(re.finditer(letters, text))
    for here, there in itertools.pairwise(places):
        if here[0] != there[0]:
            between = text[here.end() : there.start()]
            yield here.start(), there.end(), there[0] + between + here[0]
