"""Long lists of numbers, read without Python's parser.

It needs about 500 bytes for each number, which a table of a million cannot have. So the text it
gets holds ``[0   ]`` instead, in the same place, and the values are kept beside it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from graphviz_app.core.graph import Attr
from graphviz_app.errors import GraphError
from graphviz_app.formats.limits import thousands
from graphviz_app.formats.values import attr_value
from graphviz_app.patterns import late

LONG = 2_000
"""Characters from which a list counts as long."""
MAX_IRREGULAR = 100_000
"""Characters of a list whose numbers are not all written plainly, such as 0x10 or 1_000."""
_RUN = late(rf"\[[\d\s.,_eE+\-\[\]xXa-fA-F]{{{LONG},}}+")
_BRACKET = late(r"[\[\]]")
_IRREGULAR = (
    f"a list of more than {thousands(MAX_IRREGULAR)} characters holds plain numbers, such as 12, "
    "-0.5 or 2e-3, with commas between them"
)
_OTHER_SPELLINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (late(r"0[xX][0-9a-fA-F]{1,200}"), lambda match: str(int(match[0], 16))),
    (late(r"(?<=\d)_(?=\d)"), ""),
    (late(r"(?<![\d.])\.(?=\d)"), "0."),
    (late(r"(?<=\d)\.(?!\d)"), ".0"),
    (late(r"(?<![\deE])\+(?=\d)"), ""),
)
_LAST_COMMA = late(r",(\s*\])")


class TableError(Exception):
    """A long list that cannot be read, and where it begins."""

    def __init__(self, reason: str, start: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.start = start


def tables(text: str) -> Iterator[tuple[int, int, Attr]]:
    """Where each long list begins and ends, and its values; raises TableError."""
    for start, end in _lists(text):
        irregular = end - start > MAX_IRREGULAR
        try:
            yield start, end, attr_value(_read(text[start:end]))
        except (ValueError, RecursionError):
            if irregular:
                raise TableError(_IRREGULAR, start) from None
        except GraphError as error:
            if irregular:
                raise TableError(str(error), start) from None


def _lists(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        depth = begin = 0
        for match in _BRACKET.finditer(run[0]):
            if match[0] == "[":
                begin = begin if depth else match.start()
                depth += 1
            elif depth:
                depth -= 1
                if not depth and match.end() - begin >= LONG:
                    yield run.start() + begin, run.start() + match.end()


def _read(written: str) -> Sequence[object]:
    """Nested lists of floats; raises ValueError for what is no plain number."""
    text = _LAST_COMMA.sub(r"\1", written)
    try:
        rows = json.loads(text, parse_int=float)
    except ValueError:
        for pattern, plain in _OTHER_SPELLINGS:
            text = pattern.sub(plain, text)
        rows = json.loads(text, parse_int=float)
    assert isinstance(rows, list)
    return rows


def without_tables(text: str, values: Mapping[int, tuple[int, Attr]]) -> str:
    """The text with ``[0   ]`` in the place of each of these lists."""
    pieces, done = [], 0
    for start, (end, _) in values.items():
        inside = re.sub(r"[^\n]", " ", text[start + 1 : end - 1])
        digit = len(inside) - len(inside.lstrip("\n"))
        pieces += [text[done:start], "[", inside[:digit], "0", inside[digit + 1 :], "]"]
        done = end
    return "".join([*pieces, text[done:]])
