"""Lines of text as DrawingML, in fonts that everybody has.

Inter and STIX Two are not on other people's machines, and what stands in for them there is a
matter of chance. Arial has figures of one width as well, and Times is what STIX looks like.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from graphviz_app.export.pptx.formulas import Run

SANS, SERIF = "Arial", "Times New Roman"
BOLD = 600
"""The weight from which a line is bold."""
_SCRIPT = 30_000
"""How far scripts are moved, in thousandths of a per cent of the size."""
_LEAST = 100
"""The smallest size of DrawingML, a point."""


class Look(NamedTuple):
    """How letters look."""

    family: str
    points: float
    color: str
    opacity: float = 1.0
    bold: bool = False


def run_xml(text: str, look: Look, italic: bool = False, script: int = 0) -> str:
    """A run of letters."""
    said = {
        "lang": "en-US",
        "sz": str(max(round(look.points * 100), _LEAST)),
        "b": "1" if look.bold else "",
        "i": "1" if italic else "",
        "baseline": str(script * _SCRIPT) if script else "",
        "dirty": "0",
    }
    attributes = " ".join(f'{name}="{value}"' for name, value in said.items() if value)
    fonts = "".join(f'<a:{kind} typeface="{look.family}"/>' for kind in ("latin", "ea", "cs"))
    fill = fill_xml(look.color, look.opacity)
    letters = escape(plain(text))
    return f"<a:r><a:rPr {attributes}>{fill}{fonts}</a:rPr><a:t>{letters}</a:t></a:r>"


def maths_xml(runs: Sequence[Run], look: Look, tones: dict[str, str] | None = None) -> str:
    """A formula, its tones in their colours."""
    return "".join(
        run_xml(
            run.text,
            look._replace(color=(tones or {}).get(run.tone, look.color)),
            run.italic,
            run.script,
        )
        for run in runs
    )


def plain(text: str) -> str:
    """Without what no XML document may contain."""
    return _NO_XML.sub(" ", text)


_NO_XML = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fill_xml(color: str, opacity: float) -> str:
    """A colour, more or less transparent."""
    value = color.removeprefix("#").upper()
    seen = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100_000)}"/>'
    return f'<a:solidFill><a:srgbClr val="{value}">{seen}</a:srgbClr></a:solidFill>'
