"""DOT: what Graphviz draws, with the places and curves of this layout.

``neato -n2`` draws it as it is here; ``dot`` makes a layout of its own.
"""

import html
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TypeVar

from graphviz_app.explain.worked.written.printable import on_one_line, printable
from graphviz_app.export.drawn.steps import steps_of
from graphviz_app.export.graph_text.told import Row, Tone, cue_of, edge_rows, node_rows
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import Encode
from graphviz_app.frames import Frame
from graphviz_app.layout.geometry import Point
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import Theme

_T = TypeVar("_T")
_INCH = 72.0
_HEAD_LENGTH = 8.0
_ABOUT = (
    "// As it is drawn here: neato -n2 -Tsvg. With a layout of its own: dot -Tsvg.\n"
    "// Places are points, a point for each pixel of the design.\n"
)
_HEAD = """  graph [rankdir={way}, bgcolor="{ground}", inputscale=72, outputorder=edgesfirst,
         {type}];
  node [shape=box, style="rounded,filled", fillcolor="{node}", color="{outline}", penwidth=1.4,
        margin="0.1,0.05", {type}];
  edge [color="{edge}", penwidth=1.7, arrowsize=0.8, {type}];
"""


def dot(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """The graph as of a frame."""
    lines = [f"digraph {_quoted(picture.run.graph.title or 'graph')} {{", _head(picture)]
    for share, id_ in _counted(picture.nodes):
        lines.append(_node(picture, frame, id_))
        yield share / 2
    lines.extend(_groups(picture))
    lines.extend(_ranks(picture))
    for share, index in _counted(range(len(picture.edges))):
        lines.append(_edge(picture, frame, index))
        yield 0.5 + share / 2
    text = _ABOUT + "\n".join([*lines, "}", ""])
    return lambda: text.encode("utf-8")


def _counted(things: Iterable[_T]) -> Iterator[tuple[float, _T]]:
    listed = list(things)
    return (((place + 1) / len(listed), thing) for place, thing in enumerate(listed))


def _head(picture: Picture) -> str:
    theme = picture.theme
    size = f'fontname="Helvetica,Arial,sans-serif", fontsize={theme.px(13):g}'
    return _HEAD.format(
        way=picture.layout.direction,
        ground=theme.canvas,
        node=theme.node,
        outline=theme.outline,
        edge=theme.edge,
        type=f'{size}, fontcolor="{theme.ink}"',
    ).rstrip()


def _quoted(text: str) -> str:
    plain = on_one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _place(at: Point) -> str:
    return f"{at[0]:.2f},{-at[1]:.2f}"


def _node(picture: Picture, frame: Frame, id_: str) -> str:
    item = picture.nodes[id_]
    body = item.body
    options = [
        f"label={_label(node_rows(picture, frame, id_), picture.theme)}",
        f'pos="{_place((body.center().x(), body.center().y()))}!"',
        f"width={body.width() / _INCH:.3f}",
        f"height={body.height() / _INCH:.3f}",
        *_form(picture, id_, lit=id_ in frame.glow),
    ]
    return f"  {_quoted(id_)} [{', '.join(options)}];"


def _form(picture: Picture, id_: str, *, lit: bool) -> list[str]:
    """Shape and colours by its kind, as in the picture."""
    theme, item = picture.theme, picture.nodes[id_]
    fill, line = picture.style.leaf_colors(item.op)
    options = []
    if item.form.shape == "hexagon":
        # Graphviz would make one that is much higher than all others around its label.
        options += ["shape=hexagon", "style=filled", "fixedsize=shape"]
    elif item.form.shape == "circle":
        options += ["shape=ellipse", "style=filled"]
    if item.op in ("input", "parameter", "target"):
        options += [f'fillcolor="{fill.name()}"', f'color="{line.name()}"', "penwidth=1.6"]
    if lit:
        return [*options, f'color="{theme.derivative}"', "penwidth=3"]
    if id_ == picture.run.seed:
        options += [f'color="{theme.ink}"', "penwidth=2.6"]
    return options


def _label(rows: Sequence[Row], theme: Theme) -> str:
    """As HTML of Graphviz, a row for each: numbers on the right, in their colours."""
    if not rows:
        return '""'
    cells = "".join(f"<TR><TD{_side(row.tone)}>{_told(row, theme)}</TD></TR>" for row in rows)
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">'
    return f"<{table}{cells}</TABLE>>"


def _side(tone: Tone) -> str:
    return "" if tone == "name" else ' ALIGN="RIGHT"'


def _told(row: Row, theme: Theme) -> str:
    text = html.escape(printable(row.text)) or " "
    if row.tone == "value":
        return f'<FONT COLOR="{theme.value}"><B>{text}</B></FONT>'
    return f'<FONT COLOR="{theme.derivative}">{text}</FONT>' if row.tone == "gradient" else text


def _edge(picture: Picture, frame: Frame, index: int) -> str:
    edge, item = picture.reading.edges[index], picture.edges[index]
    options = [f'pos="{_spline(picture, index)}"']
    if rows := edge_rows(picture, frame, index):
        options.append(f"label={_label(rows, picture.theme)}")
        if item.label_box is not None:
            middle = item.label_box.center()
            options.append(f'lp="{_place((middle.x(), middle.y()))}"')
    if cue := cue_of(picture, index):
        options.append(f"headlabel={_quoted(cue)}")
    if edge.control:
        options.append("style=dotted")
    if index in frame.active:
        tone = picture.theme.toned(frame.kind.tone)
        options += [f'color="{tone}"', "penwidth=3", "style=dashed"]
    return f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{', '.join(options)}];"


def _spline(picture: Picture, index: int) -> str:
    """A curve as Graphviz tells it: the arrow's tip, then what leads to the arrow."""
    curve, tip = picture.edges[index].curve, picture.layout.edges[index].points[-1]
    points: list[Point] = []
    for kind, at in steps_of(curve.trimmed(picture.theme.px(_HEAD_LENGTH))):
        if kind == "C":
            points += [(at[0], at[1]), (at[2], at[3])]
        elif kind == "L":
            points += [points[-1], (at[0], at[1])]
        points.append((at[-2], at[-1]))
    return f"e,{_place(tip)} {' '.join(map(_place, points))}"


def _groups(picture: Picture) -> Iterator[str]:
    """Groups in groups, each with the nodes that are in no inner one."""
    clusters = picture.reading.clusters
    paths = [group.path for group in picture.places.groups]
    yield from _inner(picture, paths, clusters.items(), "")


def _inner(
    picture: Picture, paths: Sequence[str], nodes: Iterable[tuple[str, str]], within: str
) -> Iterator[str]:
    listed = list(nodes)
    for path in paths:
        if path.rpartition("/")[0] != within:
            continue
        indent = "  " * (path.count("/") + 1)
        name = path.rpartition("/")[2]
        tint = f'style="rounded,filled", color="{picture.theme.hairline}"'
        yield f"{indent}subgraph {_quoted(f'cluster_{path}')} {{"
        yield f"{indent}  label={_quoted(name)}; {tint.replace(', ', '; ')};"
        yield f'{indent}  fillcolor="{picture.style.ground_in(path.count("/") + 1).name()}";'
        yield from _inner(picture, paths, listed, path)
        yield from (f"{indent}  {_quoted(id_)};" for id_, group in listed if group == path)
        yield f"{indent}}}"


def _ranks(picture: Picture) -> Iterator[str]:
    """Nodes that stand in one column (or row) stay in one, where no group would be torn."""
    if any(picture.reading.clusters.values()) or _leads_back(picture):
        return
    across = picture.layout.direction == "LR"
    ranks: dict[int, list[str]] = {}
    for id_, (x, y) in picture.layout.nodes.items():
        ranks.setdefault(round(x if across else y), []).append(id_)
    for ids in ranks.values():
        if len(ids) > 1:
            yield f"  {{ rank=same; {'; '.join(map(_quoted, ids))}; }}"


def _leads_back(picture: Picture) -> bool:
    """Whether an edge goes against the direction, as to another row of a long graph."""
    axis, nodes = int(picture.layout.direction != "LR"), picture.layout.nodes
    edges = picture.reading.edges
    return any(nodes[edge.source][axis] >= nodes[edge.target][axis] for edge in edges)
