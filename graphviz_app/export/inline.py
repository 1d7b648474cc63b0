"""A picture as an SVG element, to stand in a page of HTML."""

import re
from dataclasses import replace

from graphviz_app.core.schedule import Schedule
from graphviz_app.export.drawn.drawn import drawn_of
from graphviz_app.export.setting import USUAL
from graphviz_app.export.svg.document import Document
from graphviz_app.export.svg.picture import told_of
from graphviz_app.frames import frame_at
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT

_PREFIX = "graph-"
"""Before every name, so that it is none of the page's."""


def svg_element(picture: Picture, schedule: Schedule) -> str:
    """The finished picture in light colours, as wide as there is room."""
    look = replace(LIGHT, scale=picture.theme.scale)
    lit = picture
    if look != picture.theme:
        lit = Picture.of(picture.run, picture.layout, look, picture.view)
    frame = frame_at(schedule, schedule.finished)
    drawn = drawn_of(lit, frame)
    text = Document(drawn, told_of(lit, frame, drawn, _PREFIX), USUAL, _PREFIX).text().strip()
    return re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", text, count=1)
