"""The page: its parts in their places, nothing of a graph where it could be taken for markup."""

import gzip
import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, NamedTuple

from graphviz_app.core.graph import Value
from graphviz_app.explain.worked.written.printable import on_one_line
from graphviz_app.numbers import as_typed, shape_text
from graphviz_app.theme import DARK, LIGHT, Theme

_SCRIPTS = (
    *("unpack.js", "digits.js", "show.js", "time.js", "told.js", "values.js", "guess.js"),
    "start.js",
)
_TOKENS = (
    *("window", "panel", "canvas", "ink", "muted", "hairline", "value", "value_tint"),
    *("gradient", "gradient_tint", "tangent", "tangent_tint", "parameter_tint", "wrong"),
)
_SPEEDS = (0.25, 0.5, 1, 1.5, 2, 4)
MOST_PLAIN = 160_000
"""Letters of picture and data that are written as they are."""
MOST_CELLS = 36
"""Elements of a tensor up to which the panel has a field for each."""


class Parts(NamedTuple):
    """What is put together."""

    title: str
    theme: str
    """``dark``, or empty: as the reader's system has it."""
    graph: str
    sheet: str
    colours: tuple[str, str]
    """Of the graph, in light and in dark."""
    fonts: str
    engine: str
    data: Mapping[str, Any]
    leaves: str
    parts: str
    speed: float


def page(made: Parts) -> str:
    """The whole file."""
    script = "\n".join(['"use strict";(async () => {', made.engine, *map(_text, _SCRIPTS), "})();"])
    assert "</script" not in script.lower()
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    data, graph, packed = as_data(made.data), made.graph, ""
    if len(data) + len(graph) > MOST_PLAIN:
        packed = _packed(graph, data)
        data, graph = "", ""
    style = Template(_text("page.css")).substitute(
        light=_tokens(LIGHT),
        dark=_tokens(DARK),
        lightcolours=made.colours[0],
        darkcolours=made.colours[1],
        sheet=made.sheet,
        fonts=made.fonts,
    )
    return Template(_text("page.html")).substitute(
        title=escape(on_one_line(made.title)),
        theme=f' data-theme="{made.theme}"' if made.theme else "",
        hash=f"sha256-{digest}",
        style=style,
        graph=graph,
        packed=packed,
        leaves=made.leaves,
        live="" if made.data["live"] else " disabled",
        parts=made.parts,
        last=len(made.data["steps"]) - 1,
        speeds=_speeds(made.speed),
        data=data,
        script=script,
    )


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text("utf-8")


def _tokens(theme: Theme) -> str:
    return ";".join(f"--{name}:{getattr(theme, name)}" for name in _TOKENS)


def _speeds(speed: float) -> str:
    known = sorted({*_SPEEDS, speed})
    return "".join(
        f'<option value="{one:g}"{" selected" if one == speed else ""}>{one:g}×</option>'
        for one in known
    )


def as_data(data: Mapping[str, Any]) -> str:
    """JSON that is no markup, whatever stands in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/").replace("<!", "\\u003c!")


def _packed(*parts: str) -> str:
    """Picture and data in a tenth of their room."""
    content = gzip.compress(json.dumps(parts, ensure_ascii=False).encode(), mtime=0)
    return f'<script type="text/plain" id="packed">{b64encode(content).decode()}</script>'


def field(place: int, name: str, value: Value) -> str:
    """A leaf in the panel: a field, or a table of them."""
    words = escape(name)
    if isinstance(value, float):
        return f"<label>{words} {_input(place, 0, value, '')}</label>"
    if value.size > MOST_CELLS:
        return f"<p>{words}: {shape_text(value)}, too large to be changed here</p>"
    columns = value.shape[-1] if value.ndim else 1
    cells = "".join(
        _input(place, cell, float(number), f' aria-label="{words} {cell + 1}"')
        for cell, number in enumerate(value.ravel())
    )
    style = f"grid-template-columns:repeat({columns},1fr)"
    table = f'<div class="table" style="{style}">{cells}</div>'
    return f"<fieldset><legend>{words}</legend>{table}</fieldset>"


def _input(place: int, cell: int, value: float, about: str) -> str:
    shown = as_typed(value)
    return f'<input inputmode="text" data-i="{place}" data-c="{cell}" value="{shown}"{about}>'


def bars(parts: Iterable[tuple[str, str, float]]) -> str:
    """The parts of the run: title, tone and how long each is."""
    return "".join(
        f'<span class="{tone}" style="flex:{length:g}">{escape(title)}</span>'
        for title, tone, length in parts
    )
