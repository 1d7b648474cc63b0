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
            return new
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
    """Every name of a node in such a line."""
    for mentions in leaf_lists(call, script):
        yield from mentions


def leaf_lists(call: ast.Call, script: Script) -> Iterator[list[Mention]]:
    """The same, list by list: what is parted by commas."""
    match call.func:
        case ast.Name(id="frozen"):
            yield list(_named(call, script))
        case ast.Name(id="data"):
            yield from _entries(call, script)
        case ast.Name(id="descent"):
            if (start := start_of(call)) is not None:
                yield from _entries(start.value, script)


def start_of(call: ast.Call) -> ast.keyword | None:
    """What a descent says of its start."""
    return next((keyword for keyword in call.keywords if keyword.arg == "start"), None)


def _named(call: ast.Call, script: Script) -> Iterator[Mention]:
    for written in call.args:
        if (id_ := dotted_name(written)) is not None:
            span = script.span(written)
            yield Mention(id_, span, span, written)


def _entries(node: ast.expr, script: Script) -> Iterator[list[Mention]]:
    """The entries of ``dict(w=1)``, ``{"w": 1}`` and ``dict({"w": 1})``."""
    if isinstance(node, ast.Call):
        for given in node.args:
            yield from _entries(given, script)
        yield [_of_keyword(keyword, script) for keyword in node.keywords if keyword.arg]
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        keys = ((key, value) for key, value in pairs if isinstance(key, ast.Constant))
        yield [_of_key(key, value, script) for key, value in keys]


def _of_keyword(keyword: ast.keyword, script: Script) -> Mention:
    name, item = _name_span(keyword, script), keyword_span(keyword, script)
    return Mention(keyword.arg or "", name, item, keyword.value)


def _of_key(key: ast.Constant, value: ast.expr, script: Script) -> Mention:
    begin, end = script.span(key), script.span(value)
    item = Span(begin.line, begin.column, end.end_line, end.end_column)
    return Mention(parted(str(key.value))[0], begin, item, value, quoted=True)


def keyword_span(keyword: ast.keyword, script: Script) -> Span:
    """Where ``name=value`` is written."""
    end = script.span(keyword.value)
    begin = script.column(keyword.lineno, keyword.col_offset)
    return Span(keyword.lineno, begin, end.end_line, end.end_column)


def _name_span(keyword: ast.keyword, script: Script) -> Span:
    start = script.offset(keyword.lineno, keyword.col_offset)
    match = _NAME.match(script.text, start)
    end = (match.end() if match else start) - script.starts[keyword.lineno - 1]
    begin = script.column(keyword.lineno, keyword.col_offset)
    return Span(keyword.lineno, begin, keyword.lineno, script.typed(keyword.lineno, end))
