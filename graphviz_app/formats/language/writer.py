"""A graph as text, such that reading the text gives the same graph."""

import heapq
import json
import math
from collections.abc import Iterator, Sequence

from graphviz_app.core.brackets import Level, parts
from graphviz_app.core.graph import Graph, Node
from graphviz_app.core.naming import enclosing_group
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS, leaf_value
from graphviz_app.formats.completeness import check_writable
from graphviz_app.formats.language.beside import in_step, lines_beside
from graphviz_app.formats.language.built import MISSING
from graphviz_app.formats.language.claiming.claims import print_claim
from graphviz_app.formats.language.naming import Names, name_lines
from graphviz_app.formats.language.numerals.literal import print_attr
from graphviz_app.formats.language.words.grammar import HOLE
from graphviz_app.formats.phrases import title_of
from graphviz_app.numbers import as_typed

_INDENT = "    "
_DEEPEST = 50
"""Blocks inside each other; what is deeper stands in one ``with``: Python reads at most 99."""

Part = str | tuple[str, Level]
"""Text, or a node and how tightly it must bind to stand here without brackets."""


def to_text(graph: Graph) -> str:
    """The text a graph was parsed from; else a canonical one.

    A missing operand is written ``...``. Raises SlotError for an operand too many, CycleError and
    UnknownOpError: text cannot say those.
    """
    if graph.source:
        return in_step(graph).source
    names = name_lines(graph, check_writable(graph))
    blocks = [_heading(graph), "\n".join(_body(graph, names)), "\n".join(_settings(graph, names))]
    blocks.append("\n".join(_claims(graph, names)))
    head = "\n".join(block for block in blocks[:3] if block)
    blocks = [head, blocks[3], "\n".join(lines_beside(graph, names.written))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def text_of(graph: Graph) -> str:
    """As ``to_text``, but of an empty graph only what was typed."""
    return to_text(graph) if graph.nodes else graph.source


def _heading(graph: Graph) -> str:
    title = title_of(graph.title)
    return f"# {title}" if title else ""


def _settings(graph: Graph, names: Names) -> Iterator[str]:
    if graph.output is not None:
        yield f"output({names.written[graph.output]})"
    elif names.lines:
        yield "output(None)"  # else the last line would be it
    if graph.learning_rate is not None:
        yield f"learning_rate({as_typed(graph.learning_rate)})"
    if graph.frozen or graph.descents or graph.data:
        from graphviz_app.formats.language.learning.printed import learning_lines  # late: few do

        yield from learning_lines(graph, names.written)


def _claims(graph: Graph, names: Names) -> Iterator[str]:
    for claim in graph.claims:
        if claim.of in names.written and (claim.kind != "d" or claim.by in names.written):
            yield print_claim(claim, names.written[claim.of], names.written.get(claim.by, ""))


def _body(graph: Graph, names: Names) -> Iterator[str]:
    """The lines, each after those it uses, inside the blocks of their groups."""
    current: tuple[str, ...] = ()
    for id_ in _line_order(graph, names):
        group = _blocks(enclosing_group(graph, id_))
        if group != current:
            shared = _common(group, current)
            for depth in range(shared, len(group)):
                name = json.dumps(group[depth], ensure_ascii=False)
                yield f"{_INDENT * depth}with group({name}):"
            current = group
        yield f"{_INDENT * len(group)}{names.lines[id_]} = {_expression(graph, names, id_)}"


def _blocks(group: tuple[str, ...]) -> tuple[str, ...]:
    """Names, of which the last is a path if there are more than can stand inside each other."""
    if len(group) <= _DEEPEST:
        return group
    return (*group[: _DEEPEST - 1], "/".join(group[_DEEPEST - 1 :]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = list(zip(one, other, strict=False))
    return next((i for i, (a, b) in enumerate(pairs) if a != b), len(pairs))


def _line_order(graph: Graph, names: Names) -> Iterator[str]:
    """Lines in dependency order, the earliest written first."""
    place = {id_: i for i, id_ in enumerate(graph.nodes)}
    ids = list(graph.nodes)
    uses = {id_: set(_used(graph, names, id_)) for id_ in names.lines}
    users: dict[str, list[str]] = {id_: [] for id_ in names.lines}
    for id_, used in uses.items():
        for other in used:
            users[other].append(id_)
    waiting = {id_: len(used) for id_, used in uses.items()}
    ready = [place[id_] for id_, count in waiting.items() if not count]
    heapq.heapify(ready)
    while ready:
        id_ = ids[heapq.heappop(ready)]
        yield id_
        for user in users[id_]:
            waiting[user] -= 1
            if not waiting[user]:
                heapq.heappush(ready, place[user])


def _used(graph: Graph, names: Names, line: str) -> Iterator[str]:
    stack = [line]
    while stack:
        for edge in graph.incoming[stack.pop()]:
            if edge.source in names.lines:
                yield edge.source
            else:
                stack.append(edge.source)


def _expression(graph: Graph, names: Names, line: str) -> str:
    """What stands right of ``=``; pieces are appended in order, so long sums stay linear."""
    pieces: list[str] = []
    stack: list[Part] = list(reversed(_root(graph, names, line)))
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
        elif part[0] in names.lines:
            pieces.append(names.lines[part[0]])
        else:
            stack.extend(reversed(_bracketed(graph, names, *part)))
    return "".join(pieces)


def _root(graph: Graph, names: Names, line: str) -> Sequence[Part]:
    node = graph.nodes[line]
    (source, *_) = _sources(graph, node) or [""]
    if node.op == "identity" and (source == MISSING or source in names.lines):
        return [names.lines.get(source, HOLE)]
    return _parts(graph, names, node)


def _bracketed(graph: Graph, names: Names, id_: str, need: Level) -> Sequence[Part]:
    node = graph.nodes[id_]
    inner = _parts(graph, names, node)
    return ["(", *inner, ")"] if _tightness(node) < need else inner


def _tightness(node: Node) -> Level:
    """How tightly a node binds as it is written here."""
    if node.op == "constant":
        return Level.SIGN if print_attr(leaf_value(node)).startswith("-") else Level.ATOM
    return Level.ATOM if _called(node) else OPS[node.op].precedence


def _called(node: Node) -> bool:
    """Whether a node must be written as a call, to be read back as itself."""
    op = OPS[node.op]
    if not op.python or op.name == "identity":
        return True
    if op.variadic:  # [a, b] says nothing of an axis
        return any(node.attrs.get(name, default) != default for name, default in op.attrs.items())
    if op.name != "power":
        return False
    return node.attrs.get("exponent", 1.0) == 2  # x**2 is read as a square


def _parts(graph: Graph, names: Names, node: Node) -> list[Part]:
    op = OPS[node.op]
    if op.name == "constant":
        return [names.constants.get(leaf_value(node)) or print_attr(leaf_value(node))]
    if op.is_leaf:
        return [f"{op.name}({print_attr(leaf_value(node))})"]
    sources = _sources(graph, node)
    if _called(node):
        return _call(op, node, sources)
    return _typed(graph, names, op, node, sources)


def _sources(graph: Graph, node: Node) -> list[str]:
    """Its operands in order; MISSING for one that is missing."""
    op = OPS[node.op]
    last = max((edge.slot + 1 for edge in graph.incoming[node.id]), default=0)
    edges = (graph.edges.get((node.id, slot)) for slot in range(max(op.least, last)))
    return [MISSING if edge is None else edge.source for edge in edges]


def _call(op: Op, node: Node, sources: Sequence[str]) -> list[Part]:
    found: list[Part] = [f"{op.name}("]
    listed = op.variadic and len(sources) == 1  # a list alone is a list of operands
    found += ["["] if listed else []
    for source in sources:
        found += [HOLE if source == MISSING else (source, Level.CHOICE), ", "]
    found[-1:] = ["]", ", "] if listed else found[-1:]
    for name, default in op.attrs.items():
        value = node.attrs.get(name)
        if name in node.attrs and (value != default or type(value) is not type(default)):
            found += [f"{name}={print_attr(value)}", ", "]
    found[-1] = ")"
    return found


def _typed(graph: Graph, names: Names, op: Op, node: Node, sources: Sequence[str]) -> list[Part]:
    found: list[Part] = []
    letters = op.letters(len(sources))
    for part in parts(op.typed_form(len(sources))):
        found.append(part.before)
        if part.name in letters:
            slot = letters.index(part.name)
            found.append(_operand(graph, names, node, sources, slot, part.need))
        elif part.name:
            value = node.attrs.get(part.name, op.attrs[part.name])
            found.append(value if isinstance(value, str) else print_attr(value))  # type: ignore[arg-type]
    return found


def _operand(
    graph: Graph, names: Names, node: Node, sources: Sequence[str], slot: int, need: Level
) -> Part:
    source = sources[slot]
    if source == MISSING:
        return HOLE
    if source not in names.lines and _misread(graph, names, node, slot):
        return f"constant({print_attr(leaf_value(graph.nodes[source]))})"
    if source not in names.lines and _is_base_e(OPS[node.op], slot, graph.nodes[source]):
        return print_attr(leaf_value(graph.nodes[source]))
    return source, need


def _misread(graph: Graph, names: Names, node: Node, slot: int) -> bool:
    """Whether a plain number here is read as part of another operator: -3, 1/u, u**3, 1/2."""
    op, value = OPS[node.op], _plain_number(graph, names, node, slot)
    if op.variadic:  # a list of nothing but numbers is a constant
        sources = (edge.source for edge in graph.incoming[node.id])
        return slot == 0 and all(_is_plain(graph, names, source) for source in sources)
    if value is None:
        return False
    if op.name == "reciprocal":
        return value.is_integer()
    if op.name == "div" and slot == 0:
        below = _plain_number(graph, names, node, 1)
        whole = below is not None and below.is_integer() and value.is_integer()
        return value == 1 or whole
    return op.name == "neg" or (op.name, slot) == ("pow", 1)


def _plain_number(graph: Graph, names: Names, node: Node, slot: int) -> float | None:
    """The number that is an operand, if it is a constant."""
    edge = graph.edges.get((node.id, slot))
    plain = edge is not None and _is_plain(graph, names, edge.source)
    value = leaf_value(graph.nodes[edge.source]) if edge and plain else None
    return None if value is None or isinstance(value, tuple) else float(value)


def _is_plain(graph: Graph, names: Names, id_: str) -> bool:
    """Whether a node is written as a mere number, or a list of them."""
    return id_ not in names.lines and graph.nodes[id_].op == "constant"


def _is_base_e(op: Op, slot: int, operand: Node) -> bool:
    """Whether the number e is raised here by an operator that is not exp, as e**u is read."""
    raised = op.python.startswith("$a**") and slot == 0
    return raised and operand.op == "constant" and leaf_value(operand) == math.e
