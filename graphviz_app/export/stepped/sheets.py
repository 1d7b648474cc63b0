"""Sheets: the pages of a stepped document, or its slides."""

from collections.abc import Generator
from math import ceil
from typing import NamedTuple

from graphviz_app.export.known import Titled
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.stepped.page import Page
from graphviz_app.export.vector import title_of
from graphviz_app.scene.captions.moment_titles import moment_title


class Sheet(NamedTuple):
    """A page: the step that it shows, and which part of its caption."""

    titled: Titled
    t: float | None = None
    """None: the title."""
    part: int = 0


def sheets_of(moving: Moving, page: Page) -> Generator[float, None, list[Sheet]]:
    """One for each step; a long caption goes on on the next page, which has the step's number."""
    title = title_of(moving.picture)
    sheets = [Sheet(Titled("title", title))] if moving.title else []
    for number, t in enumerate(moving.script.steps):
        yield 0.0
        said, count = moment_title(moving.schedule, ceil(t) - 1), page.parts(t)
        for part in range(count):
            more = f" ({part + 1} of {count})" * (part > 0)
            sheets.append(Sheet(Titled(f"{number}{more}", f"{said}{more}"), t, part))
    return sheets
