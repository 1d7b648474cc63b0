"""Names and operators that go on from what is typed."""

import re

from graphviz_app.core.oplib import OPS
from graphviz_app.formats.language.words.grammar import STATEMENTS

MAX_TEXT = 200_000
"""Characters above which the text's own names are not offered."""

_NAME = re.compile(r"[^\W\d]\w*")
_COMMENT = re.compile(r"#.*")
_BEFORE_CARET = re.compile(r"(?<![\w.])[^\W\d]\w*$")
CALLED = tuple(op.name for op in OPS.values() if op.is_leaf or (op.role == "function"))


def word_before(line: str) -> str:
    """The name that ends where the line ends; empty in a comment."""
    match = _BEFORE_CARET.search(line)
    return match[0] if match and "#" not in line else ""


def suggestions(text: str, word: str) -> list[str]:
    """Names and operators that begin with ``word``; what is used in the text comes first."""
    names = set() if len(text) > MAX_TEXT else set(_NAME.findall(_COMMENT.sub("", text)))
    known = {*CALLED, *STATEMENTS}
    own = sorted(name for name in names - known if name.startswith(word) and name != word)
    calls = sorted(f"{name}()" for name in known if name.startswith(word))
    return [*own, *calls]
