"""What is carried as a line of JSON in plain ASCII, and back: nothing is believed unchecked.

No coding, no markup and no line break can do harm to it: other letters and ``<``, ``>``, ``&`` are
written as escapes, and of several blanks all but the first. It begins with the name of the program
and a version.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Final

from graphviz_app.core.view import USUAL, WORDS, View
from graphviz_app.errors import DocumentError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.limits import MAX_GROUPS, MAX_NAME, MAX_NODES, MAX_TEXT
from graphviz_app.patterns import late

PROGRAM: Final = "graphviz_app"
VERSION = 1
MAX_PACKED = 10_000_000
"""Characters of what is carried."""
BEGINS: Final = '{"' + PROGRAM + '":'
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\x7f": "\\u007f"}
_BLANKS = late(r"(?<= ) ")
_NO_NAME = late(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MAX_FILE_NAME, _MAX_AT = 200, 40


def packed(carried: Carried) -> str:
    """One line; of a view what is said. ``unpacked`` refuses what is longer than MAX_PACKED."""
    view = {name: said for name, said in carried.view._asdict().items() if said is not None}
    content = {
        PROGRAM: VERSION,
        "name": carried.name,
        "at": carried.at,
        "view": view,
        "text": carried.text,
    }
    line = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    for sign, escape in _MARKUP.items():
        line = line.replace(sign, escape)
    return _BLANKS.sub(r"\\u0020", line)


def unpacked(line: str) -> Carried:
    """What is carried; raises DocumentError, to stand behind the name of a file."""
    if len(line) > MAX_PACKED:
        raise DocumentError(
            f"carries a graph of more than the {MAX_PACKED:,} letters that are read"
        )
    content = _read(line)
    version = content.get(PROGRAM)
    if not _is_whole(version) or version < 1:  # type: ignore[operator]  # it is a number
        raise DocumentError(DAMAGED)
    if version > VERSION:  # type: ignore[operator]
        raise DocumentError(
            "was written by a newer version of this program: please update it, "
            "or open the .cg file that it was made from"
        )
    text = content.get("text")
    if not isinstance(text, str) or (len(text) > MAX_TEXT and not text.startswith("{")):
        raise DocumentError(DAMAGED)
    return Carried(text, _name(content.get("name")), _view(content.get("view")), _at(content))


DAMAGED = "carries a graph that is damaged: open the .cg file that it was made from"


def _read(line: str) -> Mapping[str, object]:
    """Line breaks that another program has put between its words count as blanks."""
    try:
        content = json.loads(" ".join(line.split()))
    except (ValueError, RecursionError):
        raise DocumentError(DAMAGED) from None
    if not isinstance(content, dict):
        raise DocumentError(DAMAGED)
    return content


def _name(said: object) -> str:
    """The last part of a path, of letters that a line may show."""
    words = said if isinstance(said, str) else ""
    words = re.split(r"[/\\]", words[-10_000:])[-1]
    return _NO_NAME.sub("", words).strip()[-_MAX_FILE_NAME:]


def _at(content: Mapping[str, object]) -> str:
    said = content.get("at")
    fits = isinstance(said, str) and len(said) <= _MAX_AT and said.isprintable()
    return str(said) if fits else "END"


def _view(said: object) -> View:
    """What of it is known and can be; the rest is as if it were not said."""
    given = said if isinstance(said, dict) else {}
    return View(**{name: _field(name, given.get(name)) for name in View._fields})  # type: ignore[arg-type]  # checked


def _field(name: str, said: object) -> object:
    """A word, a switch, a number or a list of groups of the view."""
    usual = getattr(USUAL, name)
    if name in WORDS:
        return said if said in WORDS[name] else None
    if isinstance(usual, tuple):
        return _groups(said)
    if isinstance(usual, bool):
        return said if isinstance(said, bool) else None
    if isinstance(usual, str):
        return said if isinstance(said, str) and len(said) <= 2 * MAX_NAME else None
    fits = isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said)
    return said if fits else None


def _groups(said: object) -> tuple[str, ...] | None:
    if not isinstance(said, list) or len(said) > MAX_NODES:
        return None
    short = MAX_NAME * MAX_GROUPS
    paths = tuple(path for path in said if isinstance(path, str) and len(path) <= short)
    return paths if len(paths) == len(said) else None


def _is_whole(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)
