"""What Python's parser would not take as it is meant, in letters that it takes: column for column.

``c′`` for a version of c, ``lambda`` as a name, ``f(x, y) = x*y`` as a ``def``. What the parser
then finds is put right by ``restoring``.
"""

import keyword
import re

from graphviz_app.core.graph import PRIME
from graphviz_app.formats.language.words.grammar import KEPT_WORDS, LEAVES
from graphviz_app.formats.language.words.restoring import DOUBLE_PRIME, LAMBDA
from graphviz_app.patterns import late

_PRIMES = {"\N{PRIME}": PRIME, "\N{RIGHT SINGLE QUOTATION MARK}": PRIME}
_TYPED_PRIMES = str.maketrans({**_PRIMES, "\N{DOUBLE PRIME}": DOUBLE_PRIME})
_OTHER = late(
    r"\"[^\"\n]*\"|'[^'\n]*'|#.*"
    r"|(?<=\w)[\N{PRIME}\N{DOUBLE PRIME}\N{RIGHT SINGLE QUOTATION MARK}]+"
    r"|\blambda\b(?!\s*(?:\*{0,2}\w+\s*(?:,\s*\*{0,2}\w+\s*)*)?:)"
)
_ANY = late(r"lambda|[\N{PRIME}\N{DOUBLE PRIME}\N{RIGHT SINGLE QUOTATION MARK}]|\)[ \t]*=(?!=)")
_ARGUMENTS = r"\s*[^\W\d]\w*\s*(?:,\s*[^\W\d]\w*\s*)*,?\s*"
_SHORT = late(rf"(\s*([^\W\d]\w*)\s*)\(({_ARGUMENTS})\)(?=\s*=(?!=))")


def may_be_respelt(text: str) -> bool:
    """Whether anything in a text may be; a quick look."""
    return _ANY.search(text) is not None


def respelt(line: str) -> str:
    """The line as Python's parser takes it; of the same length."""
    if "lambda" in line or not line.isascii():
        line = _OTHER.sub(_letters, line)
    if ")=" in line or ") =" in line:
        return _SHORT.sub(_as_target, line, count=1) if _defines(line) else line
    return line


def as_typed(words: str) -> str:
    """A piece of what Python's parser got as a person writes it."""
    return words.replace(LAMBDA, "lambda")


def as_given(name: str) -> str:
    """A name as Python's parser gets it."""
    return LAMBDA if name == "lambda" else name


def _letters(match: re.Match[str]) -> str:
    written = match[0]
    if written == "lambda":
        return LAMBDA
    return written if written[0] in "\"'#" else written.translate(_TYPED_PRIMES)


def _defines(line: str) -> bool:
    """Whether it begins as ``f(x, y) =``, and f is no word of the language."""
    short = _SHORT.match(line)
    if short is None or keyword.iskeyword(short[2]):
        return False
    return short[2] not in LEAVES and short[2] not in KEPT_WORDS


def _as_target(match: re.Match[str]) -> str:
    return f"{match[1]}[{match[3]}]"
