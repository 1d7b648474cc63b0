"""What a text says beside the graph, in comments at its end: where nodes are, labels, its way.

``# places: x 120 80, z 300 40``; ``# places in lines: …`` for another reading; ``# labels: w
"Weight"``; ``# trained: …``. A comment that is not quite like this is a comment like any other.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from graphviz_app.core.choices import Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import Trained
from graphviz_app.formats.language.learning.way import fitting_way, print_way, read_way
from graphviz_app.formats.limits import MAX_LABEL, MAX_PIN
from graphviz_app.numbers import as_typed
from graphviz_app.patterns import late

_LINE = late(
    r"^# (?:(?P<places>places)(?: in (?P<reading>\w+))?|(?P<labels>labels)|trained): "
    r"(?P<words>.*)$",
    re.MULTILINE,
)
_WORD = r'("(?:[^"\\]|\\.)*"|[^\s",]+)'
_NUMBER = r"([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"
_PLACE = late(rf"\s*{_WORD}\s+{_NUMBER}\s+{_NUMBER}\s*(,|$)")
_LABEL = late(rf"\s*{_WORD}\s+{_WORD}\s*(,|$)")
_PLAIN = late(r"[^\s\",\\#]+")

Point = tuple[float, float]
Said = TypeVar("Said")


def with_said(graph: Graph) -> Graph:
    """A graph that was just read, with what its text says beside it."""
    if not _may_say(graph.source):
        return graph
    for match in _LINE.finditer(_normal(graph.source)):
        kind = match["reading"]
        if (trained := _way(match)) is not None:
            graph = replace(graph, trained=fitting_way(graph, trained))
        elif (labels := _labels(match)) is not None:
            there = {id_: words for id_, words in labels.items() if id_ in graph.nodes}
            graph = replace(graph, labels={**graph.labels, **there})
        elif (places := _places(match)) is not None:
            reading = kind or "operators"
            there_at = {id_: at for id_, at in places.items() if _may_be_drawn(id_, graph)}
            graph = graph.with_pins(reading, {**graph.pinned(reading), **there_at})
    return graph


def _may_be_drawn(id_: str, graph: Graph) -> bool:
    """Whether it is a node, an element of one (``h[0]``), or a folded group (``a/b/``)."""
    return id_.endswith("/") or id_.partition("[")[0].removesuffix(".one") in graph.nodes


def says_beside(text: str) -> bool:
    """Whether a text says anything of places or labels, or which way was gone."""
    return _may_say(text) and any(map(_is_said, _LINE.finditer(_normal(text))))


def in_step(graph: Graph) -> Graph:
    """The graph with a text that says its pins and labels and its way, and no others."""
    says_some = graph.pins or graph.other_pins or graph.labels or graph.trained
    if not graph.source or not (says_some or _may_say(graph.source)):
        return graph
    text = without_said(graph.source)
    said = "\n".join(lines_beside(graph))
    if said:
        end = "\r\n" if "\r\n" in text else "\n"
        said = said.replace("\n", end)
        text = f"{text}{'' if not text or text.endswith(end) else end}{said}{end}"
    return graph if text == graph.source else replace(graph, source=text)


def lines_beside(graph: Graph, names: Mapping[str, str] | None = None) -> Iterator[str]:
    """The comments that say it; ``names`` is how nodes are called in the text."""
    if words := _listed(graph.labels, names, lambda label: json.dumps(label, ensure_ascii=False)):
        yield f"# labels: {words}"
    for kind in get_args(Kind):
        where = " in " + kind if kind != "operators" else ""
        if words := _listed(graph.pinned(kind), names, _point):
            yield f"# places{where}: {words}"
    if graph.trained is not None and (words := print_way(graph.trained, names or {})):
        yield f"# trained: {words}"


def without_said(text: str) -> str:
    """The text without them."""
    if not _may_say(text):
        return text
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not _is_line(line.rstrip("\r\n")))


def _is_line(line: str) -> bool:
    match = _LINE.fullmatch(line)
    return match is not None and _is_said(match)


def _may_say(text: str) -> bool:
    return "# places" in text or "# labels: " in text or "# trained: " in text


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_said(match: re.Match[str]) -> bool:
    said = _labels(match), _places(match), _way(match)
    return any(one is not None for one in said)


def _way(match: re.Match[str]) -> Trained | None:
    return None if match["places"] or match["labels"] else read_way(match["words"])


def _labels(match: re.Match[str]) -> Mapping[str, str] | None:
    return _read(match["words"], _LABEL, _label) if match["labels"] else None


def _places(match: re.Match[str]) -> Mapping[str, Point] | None:
    reading = match["reading"]
    known = match["places"] and (reading is None or reading in get_args(Kind)[1:])
    return _read(match["words"], _PLACE, _place) if known else None


def _read(
    words: str, item: re.Pattern[str], value: Callable[[re.Match[str]], Said | None]
) -> Mapping[str, Said] | None:
    """What is listed; None if this is no list of such."""
    said: dict[str, Said] = {}
    position = 0
    while match := item.match(words, position):
        id_, of = _unquoted(match[1]), value(match)
        if id_ is None or of is None:
            return None
        said[id_] = of
        position = match.end()
        if match[match.lastindex or 0] != ",":
            return said if position == len(words) else None
    return None


def _label(match: re.Match[str]) -> str | None:
    words = _unquoted(match[2]) or ""
    fits = words.strip() and len(words) <= MAX_LABEL and words.isprintable()
    return words if fits else None


def _place(match: re.Match[str]) -> Point | None:
    x, y = float(match[2]), float(match[3])
    fits = math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= MAX_PIN
    return (x, y) if fits else None


def _unquoted(word: str) -> str | None:
    if not word.startswith('"'):
        return word
    try:
        return str(json.loads(word))
    except ValueError:
        return None


def _listed(
    said: Mapping[str, Said], names: Mapping[str, str] | None, written: Callable[[Said], str]
) -> str:
    pairs = (((names or {}).get(id_, id_), of) for id_, of in said.items())
    return ", ".join(f"{_quoted(id_)} {written(of)}" for id_, of in pairs)


def _quoted(id_: str) -> str:
    return id_ if _PLAIN.fullmatch(id_) else json.dumps(id_, ensure_ascii=False)


def _point(at: Point) -> str:
    return " ".join(as_typed(number) for number in at)
