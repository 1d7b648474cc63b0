"""Names and operators that go on from what is typed."""

from collections.abc import Iterator

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.grammar import STATEMENTS
from graphviz_app.patterns import late

MAX_TEXT = 200_000
"""Characters above which the text's own names are not offered."""

_NAME = late(r"[^\W\d]\w*")
_COMMENT = late(r"#.*")
_BEFORE_CARET = late(r"(?<![\w.])[^\W\d]\w*$")
_DESCENT = late(r"\bdescent\s*\(([^#]*)$")
_GIVEN = late(r"(\w+)\s*=")
_QUOTED = late(r"(\w+)\s*=\s*[\"'][^\"']*$")
CALLED = tuple(op.name for op in OPS.values() if op.is_leaf or (op.role == "function"))


def word_before(line: str) -> str:
    """The name that ends where the line ends; empty in a comment."""
    match = _BEFORE_CARET.search(line)
    return match[0] if match and "#" not in line else ""


def suggestions(text: str, word: str, line: str = "") -> list[str]:
    """Names and operators that begin with ``word``; what is used in the text comes first.

    ``line`` is the line up to there: inside ``descent(…)`` its own words are offered.
    """
    if (inside := _DESCENT.search(line)) is not None and _is_open(inside[1]):
        return list(_of_descent(inside[1], word))
    names = set() if len(text) > MAX_TEXT else set(_NAME.findall(_COMMENT.sub("", text)))
    known = {*CALLED, *STATEMENTS}
    own = sorted(name for name in names - known if name.startswith(word) and name != word)
    calls = sorted(f"{name}()" for name in known if name.startswith(word))
    return [*own, *calls]


def _is_open(inside: str) -> bool:
    """Whether what stands behind a bracket is not closed, and in no other one."""
    return inside.count("(") == inside.count(")")


def _of_descent(inside: str, word: str) -> Iterator[str]:
    """What goes on from a word inside a ``descent(…)``."""
    from graphviz_app.formats.descent_rules import FIELDS, WORDS  # late: few texts do

    if inside.count('"') % 2 or inside.count("'") % 2:
        named = _QUOTED.search(inside)
        words = WORDS.get(named[1], ()) if named else WORDS["optimizer"]
        yield from (known for known in words if known.startswith(word))
        return
    given = {*_GIVEN.findall(inside)}
    for name in FIELDS[1:]:
        if name.startswith(word) and name not in given:
            yield f"{name}="
