"""Other numbers in many leaves at once, as while a graph learns; quick where lines are plain."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.graph import Attr, Graph, Node, shape_of
from graphviz_app.core.learning.settings import Trained
from graphviz_app.core.oplib import is_leaf, leaf_value
from graphviz_app.errors import GraphError, ParseError
from graphviz_app.formats.edits.leaf_value import with_leaf_value
from graphviz_app.formats.language.beside import in_step
from graphviz_app.formats.language.numerals.literal import print_attr
from graphviz_app.formats.language.passages.memory import MEMORY
from graphviz_app.formats.language.passages.passage import Passage
from graphviz_app.formats.language.text import passages_of
from graphviz_app.formats.language.words.grammar import LEAVES
from graphviz_app.formats.values import attr_value

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_VALUE = rf"({_NUMBER.pattern}|\[[\[\],\s\d.eE+-]*\])"
_LEAF = rf"\s*=\s*(?:{'|'.join(LEAVES)})\s*\(\s*{_VALUE}\s*\)\s*(?=[;#]|$)"


def with_leaf_values(
    graph: Graph, values: Mapping[str, object], trained: Trained | None = None
) -> Graph:
    """The graph with these values in leaves, with every digit, and the way that led to them.

    In its text only those literals change; what is written otherwise and is the same number stays
    as it was typed. Where the text cannot tell two of them apart (a parameter in a ``def`` that is
    called twice) all of it is written anew. Raises GraphError for what is no leaf, and for
    numbers that are not finite.
    """
    new = _changed(graph, values)
    changed = replace(graph.with_values(new), trained=trained)
    if not graph.source:
        return changed
    try:
        return _in_text(graph, changed, new)
    except GraphError:
        return replace(changed, source="")


def _changed(graph: Graph, values: Mapping[str, object]) -> dict[str, Attr]:
    """What is another number than before; raises GraphError."""
    new: dict[str, Attr] = {}
    for id_, value in values.items():
        node = graph.nodes.get(id_)
        if node is None:
            raise GraphError(f"there is no '{id_}' any more", id_)
        if not is_leaf(node):
            raise GraphError(f"'{id_}' is not a leaf: its value is computed", id_)
        number = attr_value(value, id_)  # type: ignore[arg-type]  # it checks what it is given
        if not _is_same(number, leaf_value(node)):
            new[id_] = number
    return new


def _is_same(one: Attr, other: Attr) -> bool:
    """Whether two values are written alike."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        if shape_of(one) != shape_of(other):
            return False
        return np.array(one, np.float64).tobytes() == np.array(other, np.float64).tobytes()
    return print_attr(one) == print_attr(other)


def _in_text(graph: Graph, changed: Graph, new: Mapping[str, Attr]) -> Graph:
    """With the text that says it; raises GraphError if none does."""
    text = graph.source
    passages, rest = _plain(text, changed.nodes, new)
    if passages:
        words = "\n".join(passage.text for passage in passages)
        text = words.replace("\n", "\r\n") if "\r\n" in text else words
        MEMORY.remember(text, passages)
    done = replace(graph.with_values({i: v for i, v in new.items() if i not in rest}), source=text)
    for id_ in rest:
        done = with_leaf_value(done, id_, new[id_])  # type: ignore[arg-type]  # a value, checked
    stepped = in_step(replace(changed, source=done.source))
    if not rest and passages:
        _remember(stepped.source, passages)
    return stepped


def _plain(
    text: str, nodes: Mapping[str, Node], new: Mapping[str, Attr]
) -> tuple[list[Passage], list[str]]:
    """The passages with other numbers in plain lines, and the leaves that have none."""
    ends = text.count("\r\n")
    if text.count("\r") != ends or ends not in (0, text.count("\n")):
        return [], [*new]
    try:
        passages = list(passages_of(text))
    except ParseError:
        return [], [*new]
    places = {name: (i, line) for i, p in enumerate(passages) for name, line in p.names}
    rest = []
    for id_, value in new.items():
        number, line = places.get(id_, (-1, 0))
        found = _exchanged(passages[number], line, nodes[id_], value) if number >= 0 else None
        if found is None:
            rest.append(id_)
        else:
            passages[number] = found
    return passages, rest


def _exchanged(passage: Passage, line: int, node: Node, value: Attr) -> Passage | None:
    """The passage with another number in this line, if that is as plain as can be."""
    lines = passage.text.split("\n")
    words = lines[line - 1]
    matches = [*re.finditer(rf"(?:^|;)\s*{re.escape(node.id)}{_LEAF}", words)]
    if len(matches) != 1 or "#" in words[: matches[0].end()]:
        return None
    begin, end = matches[0].span(1)
    written = _written(words[begin:end], value)
    if written is None:
        return None
    lines[line - 1] = words[:begin] + written + words[end:]
    nodes = tuple((id_, node if id_ == node.id else old) for id_, old in passage.nodes)
    return passage._replace(text="\n".join(lines), nodes=nodes)


def _written(typed: str, value: Attr) -> str | None:
    """How a value is written in the place of another; None if that was of another shape."""
    shape = shape_of(value)
    if "".join(_NUMBER.sub("0", typed).split()) != _outline(shape):
        return None
    between, before = _NUMBER.split(typed), _NUMBER.findall(typed)
    words = [*map(_as_before, before, _flat(value, shape))]
    return "".join(chain.from_iterable(zip(between, words, strict=False))) + between[-1]


def _outline(shape: Sequence[int]) -> str:
    """How a tensor of zeros is written without spaces."""
    return f"[{','.join([_outline(shape[1:])] * shape[0])}]" if shape else "0"


def _as_before(typed: str, number: float) -> str:
    """A number as it was typed, if it is the same one."""
    before = float(typed)
    is_same = before == number and (number != 0 or repr(before) == repr(number))
    return typed if is_same else print_attr(number)


def _flat(value: Attr, shape: Sequence[int]) -> Iterable[float]:
    numbers: Iterable[Any] = (value,)
    for _ in shape:
        numbers = chain.from_iterable(numbers)
    return numbers


def _remember(text: str, passages: Sequence[Passage]) -> None:
    """What a text says that differs from these passages only in comments at its end."""
    words = text.replace("\r\n", "\n")
    above = "".join(f"{passage.text}\n" for passage in passages[:-1])
    if words.startswith(above):
        MEMORY.remember(text, [*passages[:-1], passages[-1]._replace(text=words[len(above) :])])
