"""Where new lines go in a text, so that the output stays what it was unless they build on it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from graphviz_app.core.graph import Graph
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.patch import Change, patched
from graphviz_app.formats.edits.written import Written, names_in
from graphviz_app.formats.language.text import graph_of_text
from graphviz_app.formats.language.words.script import Span, prepare
from graphviz_app.formats.language.words.trees import all_statements, assignments, walk

_LINES = ast.Assign | ast.AugAssign | ast.With | ast.FunctionDef


class Added(NamedTuple):
    """A graph with more lines, and their names."""

    graph: Graph
    names: tuple[str, ...]


def with_block(lines: Written, graph: Graph, block: str) -> Added:
    """``graph`` (whose text ``lines`` is) with more lines; raises ParseError with the reason."""
    error: ParseError | None = None
    for text, output in _candidates(lines, block if block.endswith("\n") else f"{block}\n"):
        try:
            after = graph_of_text(text)
        except ParseError as reason:
            error = error or reason
            continue
        if output is None or after.output == output:
            new = (id_ for id_ in after.nodes if "." not in id_ and id_ not in lines.graph.nodes)
            return Added(after.with_extras_of(graph, lines.written), tuple(new))
    raise error or GraphError("this cannot be added to the text")


def with_setting(lines: Written, words: str) -> str:
    """The text with a line about the whole graph, below all that gives something a name."""
    return _inserted(lines, end_of_lines(lines), f"{words}\n")


def _candidates(lines: Written, block: str) -> Iterator[tuple[str, str | None]]:
    """Texts to try, and the output that each must have."""
    output = lines.graph.output
    end = end_of_lines(lines)
    free = output is None or OPS[lines.graph.nodes[output].op].is_leaf or lines.says_output
    if output is None or free or _uses(block, output):
        yield _inserted(lines, end, block), None
        return
    if output in lines.names:
        yield _inserted(lines, _place_of(lines, output), block), output
    yield _inserted(lines, end, f"{block}output({output})\n"), output


def _uses(block: str, name: str) -> bool:
    lines = assignments(all_statements(prepare(block)))
    return any(node.id == name for _, line in lines for node in names_in(line.value))


def _inserted(lines: Written, line: int, block: str) -> str:
    """The text with a block before a 1-based line, its line ends as the others."""
    text, end = lines.text, "\r\n" if "\r\n" in lines.text else "\n"
    if text and not text.endswith(("\n", "\r")):
        text += end
    return patched(text, [Change(Span(line, 1, line, 1), block.replace("\n", end))])


def end_of_lines(lines: Written) -> int:
    """The line after the last that gives something a name."""
    for number in range(len(lines.passages) - 1, -1, -1):
        passage = lines.passages[number]
        if passage.names or passage.groups or passage.functions:
            opened = lines.opened(number)
            for statement in reversed(opened.statements):
                if isinstance(statement, _LINES):
                    return opened.span(statement).end_line + 1
    return len(lines.typed) + 1


def _place_of(lines: Written, name: str) -> int:
    """The line on which the statement with this name begins, with the comments right above."""
    opened, line = lines.assignment(name)
    typed = lines.typed
    statement = next(s for s in opened.statements if any(inner is line for inner in walk([s])))
    begin = opened.span(statement).line
    first = next((i + 1 for i, words in enumerate(typed) if words.strip()), 1)
    while begin - 1 > first and typed[begin - 2].startswith("#"):
        begin -= 1  # the very first comment is the title, and stays above
    return begin
