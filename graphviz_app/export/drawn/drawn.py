"""All marks of a picture as of a frame, by what they belong to."""

from collections.abc import Generator, Set

from graphviz_app.core.pieces import finished
from graphviz_app.core.reading import Element
from graphviz_app.export.drawn.marks import Box, Drawn, Group
from graphviz_app.export.drawn.recorder import Recorder
from graphviz_app.frames import Frame
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_in_pieces


def drawn_of(picture: Picture, frame: Frame) -> Drawn:
    """The picture taken apart, in scene pixels."""
    return finished(drawn_in_pieces(picture, frame))


def drawn_in_pieces(
    picture: Picture,
    frame: Frame,
    only: Set[Element] | None = None,
    *,
    outlines: bool = True,
) -> Generator[float, None, Drawn]:
    """The same in pieces; each yields the share that is done.

    ``only``: of what is at rest just some elements. Without ``outlines`` words have no curves,
    which take long.
    """
    count = len(picture.places.groups) + 2 * len(picture.edges) + len(picture.nodes) + 1
    groups: list[Group] = []
    recorder = Recorder(outlines)
    try:
        now = picture.with_run(frame.run)  # of the next run, if it has come so far
        for number, (kind, key) in enumerate(paint_in_pieces(recorder, now, frame, only=only), 1):
            marks = recorder.taken()
            if marks:
                groups.append(Group(kind, key, marks))
            yield min(number / count, 1.0)
    finally:
        recorder.end()
    box = picture.bounds
    seen = Box(box.x(), box.y(), box.width(), box.height())
    return Drawn(seen, picture.style.canvas.name(), tuple(groups))
