"""The writer of SVG."""

from collections.abc import Generator
from functools import partial

from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.drawn.marks import Drawn
from graphviz_app.export.setting import Setting
from graphviz_app.export.svg.document import Document, Told
from graphviz_app.export.svg.names import Names
from graphviz_app.export.table import Encode
from graphviz_app.export.vector import title_of
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture


def svg(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """Text is text, in fonts that the file brings; or curves, if that is asked for."""
    drawn = yield from drawn_in_pieces(picture, frame, outlines=setting.text == "outlines")
    return partial(_encoded, drawn, told_of(picture, frame, drawn), setting)


def told_of(picture: Picture, frame: Frame, drawn: Drawn, prefix: str = "") -> Told:
    """What is said of a picture and its parts."""
    names = Names(picture, frame, prefix)
    return Told(title_of(picture), about(picture), tuple(names.of(group) for group in drawn.groups))


def about(picture: Picture) -> str:
    """A picture in one sentence."""
    nodes, edges = len(picture.nodes), len(picture.edges)
    return (
        f"A computation graph of {nodes} {_many(nodes, 'node')} and {edges} {_many(edges, 'edge')}."
    )


def _many(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _encoded(drawn: Drawn, told: Told, setting: Setting) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + Document(drawn, told, setting).text()).encode("utf-8")
