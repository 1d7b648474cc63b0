"""Signs of claims: ``a ≈ 0.28`` is ``a == 0.28``, and ``0.65 ± 0.01`` has a tolerance."""

import re
from collections.abc import Iterator

from graphviz_app.formats.language.words.mapped import Change, Mapped

TOLERANCE = re.compile(r"±|\+/?-")
"""How a tolerance is typed, as Python's parser does not see it."""
ABOUT = re.compile(r"≈|≃|≅|~=")
"""How ``==`` is typed where only some digits are meant."""
_LINE = re.compile(r"\s*[^\W\d]\w*\s*=(?!=)")
_CLAIM = re.compile(
    rf"(?P<equal>{ABOUT.pattern}|==)|(?P<tolerance>{TOLERANCE.pattern})|(?P<rest>#.*)"
)


def with_claim_signs(line: Mapped) -> Mapped:
    """The line, if it may be a claim, with ``==`` and, as a sign of its own, ``|``."""
    if _LINE.match(line.text):
        return line
    return line.changed(_changes(line.text))


def _changes(text: str) -> Iterator[Change]:
    compared = False
    for match in _CLAIM.finditer(text):
        if match["rest"]:
            return
        if match["equal"]:
            compared = True
            if match[0] != "==":
                yield Change(*match.span(), "==")
        elif compared:
            yield Change(*match.span(), "|")
