"""Where lines about learning speak of which node."""

import ast
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.core.learning.names import parted
from graphviz_app.formats.language.claiming.subjects import dotted_name
from graphviz_app.formats.language.words.grammar import LEARNING
from graphviz_app.formats.language.words.script import Script, Span

_NAME = re.compile(r"\w+")


class Mention(NamedTuple):
    """A node's id, where that is written, and where all is written that is said of it there.

    ``node``: its expression in ``frozen(w)``, its value elsewhere; ``quoted``: as in ``{"w": 1}``.
    """

    id: str
    span: Span
    item: Span
    node: ast.expr
    quoted: bool = False

    def renamed(self, new: str, written: str) -> str:
        """What stands in its place for another name."""
        if not self.quoted:
            return written.removesuffix(self.id) + new
        return quoted(new + parted(ast.literal_eval(written))[1])


def quoted(words: str) -> str:
    """A string as it is written here: no quote stands inside, which signs go by."""
    inside = json.dumps(words, ensure_ascii=False)[1:-1].replace('\\"', "\\x22")
    return f'"{inside}"'


def is_of_learning(statement: ast.stmt) -> bool:
    """Whether a statement is one of these lines."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id=word))):
            return word in LEARNING
    return False


def leaf_names(call: ast.Call, script: Script) -> Iterator[Mention]:
    """Every name of a node in such a line, in its order."""
    match call.func:
        case ast.Name(id="frozen"):
            for written in call.args:
                if (id_ := dotted_name(written)) is not None:
                    span = script.span(written)
                    yield Mention(id_, span, span, written)
        case ast.Name(id="data"):
            yield from _entries(call, script)
        case ast.Name(id="descent"):
            start = start_of(call)
            if start is not None:
                yield from _entries(start.value, script)


def start_of(call: ast.Call) -> ast.keyword | None:
    """What a descent says of its start."""
    return next((keyword for keyword in call.keywords if keyword.arg == "start"), None)


def _entries(node: ast.expr, script: Script) -> Iterator[Mention]:
    """The entries of ``dict(w=1)``, ``{"w": 1}`` and ``dict({"w": 1})``."""
    if isinstance(node, ast.Call):
        for given in node.args:
            yield from _entries(given, script)
        for keyword in node.keywords:
            if keyword.arg is not None:
                yield Mention(
                    keyword.arg, _name_span(keyword, script), _span(keyword, script), keyword.value
                )
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                begin, end = script.span(key), script.span(value)
                item = Span(begin.line, begin.column, end.end_line, end.end_column)
                yield Mention(parted(key.value)[0], begin, item, value, quoted=True)


def _span(keyword: ast.keyword, script: Script) -> Span:
    end = script.span(keyword.value)
    begin = script.column(keyword.lineno, keyword.col_offset)
    return Span(keyword.lineno, begin, end.end_line, end.end_column)


def _name_span(keyword: ast.keyword, script: Script) -> Span:
    start = script.offset(keyword.lineno, keyword.col_offset)
    match = _NAME.match(script.text, start)
    end = (match.end() if match else start) - script.starts[keyword.lineno - 1]
    begin = script.column(keyword.lineno, keyword.col_offset)
    return Span(keyword.lineno, begin, keyword.lineno, script.typed(keyword.lineno, end))
