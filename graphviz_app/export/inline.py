"""A picture as an SVG element, to stand in a page of HTML."""

import re
from dataclasses import replace

from graphviz_app.animate import frame_at
from graphviz_app.core.pieces import finished
from graphviz_app.core.schedule import Schedule
from graphviz_app.export.setting import Setting
from graphviz_app.export.table import Encode
from graphviz_app.export.vector import svg
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT


def svg_element(picture: Picture, schedule: Schedule) -> str:
    """The finished picture in light colours; letters are curves, so that no font is needed."""
    look = replace(LIGHT, scale=picture.theme.scale)
    lit = picture
    if look != picture.theme:
        lit = Picture.of(picture.run, picture.layout, look, picture.view)
    return _element(
        finished(svg(lit, frame_at(schedule, schedule.finished), Setting(text="outlines")))
    )


def _element(encode: Encode) -> str:
    """Without what only a file of its own has; as wide as there is room."""
    text = encode().decode("utf-8")
    element = text[text.index("<svg") :].strip()
    return re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", element, count=1)
