"""The letters that a page draws, as fonts inside it; words around the graph have the reader's."""

import logging
from base64 import b64encode
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from graphviz_app.resources import font_files
from graphviz_app.theme import LIGHT

FAMILY = "graph"
"""What the page calls the font: it has few letters, and is for the graph alone."""
_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
_ALWAYS = "0123456789.−·∞?=×∂•⁻⁰¹²³⁴⁵⁶⁷⁸⁹[]\N{THIN SPACE} "
"""What numbers may be made of."""


def faces(letters: Mapping[tuple[str, int], Iterable[str]]) -> str:
    """``@font-face`` rules for letters by typeface; other families are left to the reader."""
    files = {path.stem: path for path in font_files()}
    rules: list[str] = []
    for (family, weight), needed in sorted(letters.items()):
        name = next((name for name, bold in _WEIGHTS.items() if bold == weight), "Regular")
        path = files.get(f"{family}-{name}")
        if family != LIGHT.sans or path is None:
            continue
        data = b64encode(_subset(path, {*needed, *_ALWAYS})).decode()
        rules.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{weight};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return "\n".join(rules)


def _subset(path: Path, letters: set[str]) -> bytes:
    from fontTools import subset  # type: ignore[import-untyped]  # late: only this needs it

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(
        flavor="woff", layout_features=["tnum", "kern", "lnum"], name_IDs=[], hinting=False
    )
    font = subset.load_font(str(path), options)
    found = subset.Subsetter(options)
    found.populate(text="".join(sorted(letters)))
    found.subset(font)
    stream = BytesIO()
    font.flavor = "woff"
    font.save(stream)
    font.close()
    return stream.getvalue()
