"""Writers of LaTeX: TikZ of one moment."""

from collections.abc import Generator

from graphviz_app.export.drawn.drawn import drawn_in_pieces
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import Encode
from graphviz_app.export.tex.document import document
from graphviz_app.export.tex.figure import Figure, lines_of
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture


def tikz(picture: Picture, frame: Frame, setting: Setting) -> Generator[float, None, Encode]:
    """A document with one picture, which other documents can take in."""
    drawn = yield from drawn_in_pieces(picture, frame)
    figure = Figure(picture)
    lines = lines_of(figure.blocks(drawn))
    title = picture.run.graph.title or "A computational graph"

    def encode() -> bytes:
        return document(title, figure, lines, drawn.box, setting.points).encode("utf-8")

    return encode
