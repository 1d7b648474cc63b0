"""Mermaid: flowcharts that Markdown renderers draw."""

import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.export.graph_text.told import Row, cue_of, edge_rows, node_rows
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import Encode
from graphviz_app.export.tex.names import place_names
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import Theme

_SHAPES = {
    "pill": ("([", "])"),
    "hexagon": ("{{", "}}"),
    "circle": ("((", "))"),
    "plain": ("[", "]"),
    "box": ("[", "]"),
    "operator": ("(", ")"),
}
_PLAIN = re.compile(r"[^\w .,()=:²³½⁻⁰¹⁴⁵⁶⁷⁸⁹−·×∂σΣ√÷]")
"""What is told by its number, so that it is no sign of Mermaid, HTML or Markdown."""
_WORDS = frozenset(("end", "graph", "subgraph", "flowchart", "default", "style", "class", "click"))


def mermaid(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """The graph as of a frame."""
    names = {id_: _safe(name) for id_, name in place_names(picture.nodes).items()}
    told: dict[str, str] = {}
    count = len(picture.nodes) + len(picture.edges)
    for id_ in picture.nodes:
        told[id_] = _node(picture, frame, id_, names[id_])
        yield len(told) / count
    lines = [*_head(picture), *_grouped(picture, told, "", 1)]
    for index, edge in enumerate(picture.reading.edges):
        cue = [Row(cue_of(picture, index), "name")]
        rows = [*(cue if cue[0].text else []), *edge_rows(picture, frame, index)]
        arrow = _arrow(rows, control=edge.control)
        lines.append(f"  {names[edge.source]} {arrow} {names[edge.target]}")
        yield (len(told) + index + 1) / count
    text = "\n".join([*lines, *_styles(picture, frame), *_marked(picture, frame, names), ""])
    return lambda: text.encode("utf-8")


def _safe(name: str) -> str:
    """No word of Mermaid's own."""
    return f"{name}_" if name.lower() in _WORDS else name


def _head(picture: Picture) -> list[str]:
    title = on_one_line(picture.run.graph.title).replace("<", "‹").replace(">", "›")
    front = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "---"] if title else []
    return [*front, f"flowchart {picture.layout.direction}"]


def _grouped(picture: Picture, told: Mapping[str, str], within: str, depth: int) -> Iterator[str]:
    """Nodes in their groups, groups in groups."""
    indent = "  " * depth
    clusters = picture.reading.clusters
    yield from (f"{indent}{line}" for id_, line in told.items() if clusters[id_] == within)
    for place, group in enumerate(picture.places.groups):
        if group.path.rpartition("/")[0] == within:
            name = group.path.rpartition("/")[2]
            yield f'{indent}subgraph group{place}["{_escaped(name)}"]'
            yield from _grouped(picture, told, group.path, depth + 1)
            yield f"{indent}end"


def _node(picture: Picture, frame: Frame, id_: str, name: str) -> str:
    before, after = _SHAPES[picture.nodes[id_].form.shape]
    return f'{name}{before}"{_label(node_rows(picture, frame, id_))}"{after}'


def _arrow(rows: Sequence[Row], *, control: bool) -> str:
    line = "-.->" if control else "-->"
    return f'{line}|"{_label(rows)}"|' if rows else line


def _label(rows: Iterable[Row]) -> str:
    """A row for each; gradients have their sign, since colours are not told."""
    return "<br/>".join(
        ("∂ " if row.tone == "gradient" else "") + (_escaped(row.text) or " ") for row in rows
    )


def _escaped(text: str) -> str:
    """Whatever is no letter, digit or harmless sign, by its number."""
    return _PLAIN.sub(lambda match: f"#{ord(match[0])};", on_one_line(text))


def _styles(picture: Picture, frame: Frame) -> Iterator[str]:
    """A class for each kind of node, and a look for edges at work."""
    theme = picture.theme
    for kind, fill, line in _kinds(theme):
        yield f"  classDef {kind} fill:{fill},stroke:{line},color:{theme.ink}"
    yield f"  classDef output stroke:{theme.ink},stroke-width:3px"
    yield f"  classDef active stroke:{theme.derivative},stroke-width:3px"
    if frame.active:
        edges = ",".join(map(str, frame.active))
        tone = theme.toned(frame.kind.tone)
        yield f"  linkStyle {edges} stroke:{tone},stroke-width:3px,stroke-dasharray:6 4"


def _kinds(theme: Theme) -> Iterator[tuple[str, str, str]]:
    yield "input", theme.input_tint, theme.input
    yield "parameter", theme.parameter_tint, theme.parameter
    yield "target", theme.target_tint, theme.target
    yield "operator", theme.node, theme.outline


def _marked(picture: Picture, frame: Frame, names: Mapping[str, str]) -> Iterator[str]:
    """Which node is of which class."""
    kinds: dict[str, list[str]] = {}
    for id_, item in picture.nodes.items():
        kind = item.op if item.op in ("input", "parameter", "target") else "operator"
        kinds.setdefault(kind, []).append(names[id_])
    if picture.run.seed is not None:
        kinds["output"] = [names[picture.run.seed]]
    lit = [names[id_] for id_ in frame.glow if id_ in names]
    for kind, listed in {**kinds, **({"active": lit} if lit else {})}.items():
        yield f"  class {','.join(listed)} {kind}"
