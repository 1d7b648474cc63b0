"""Signs of claims: ``a ≈ 0.28`` is ``a == 0.28``, ``∂L/∂w`` is ``d(L, w)``; ``±`` a tolerance."""

import re
from collections.abc import Iterator

from graphviz_app.formats.language.words.typed.mapped import Change, Mapped
from graphviz_app.patterns import late

TOLERANCE = late(r"±|\+/?-")
"""How a tolerance is typed; Python's parser sees ``|``."""
ABOUT = late(r"≈|≃|≅|~=")
"""How ``==`` is typed where only some digits are meant."""
_LINE = late(r"\s*[^\W\d]\w*\s*=(?!=)")
_NAME = r"[^\W\d][\w.]*(?:\[[^\[\]]*\])*"
DERIVED = rf"[∂d][ \t]*{_NAME}[ \t]*/[ \t]*[∂d][ \t]*{_NAME}[ \t]*"
"""What no line gives a value, so that one ``=`` claims it: ``dL/dw = 0.5``."""
_GIVEN = late(rf"\s*{DERIVED}(?P<one>=)(?!=)\s*[-+\d.(\[½±/*e,_\s\])]+(?:\#.*)?$", re.VERBOSE)
_CLAIM = late(
    rf"""(?P<rest>\#.*)
      | (?P<end>;)
      | (?P<equal>{ABOUT.pattern}|==)
      | (?P<tolerance>{TOLERANCE.pattern})
      | (?P<open>∂)\s*{_NAME}(?P<comma>\s*/\s*∂\s*){_NAME}(?P<close>)""",
    re.VERBOSE,
)


def with_claim_signs(line: Mapped) -> Mapped:
    """The line as Python's parser can take it, if it may be a claim."""
    if given := _GIVEN.match(line.text):
        line = line.changed([Change(*given.span("one"), "==")])
    return line if _LINE.match(line.text) else line.changed(_changes(line.text))


def _changes(text: str) -> Iterator[Change]:
    compared = False
    for match in _CLAIM.finditer(text):
        if match["rest"]:
            return
        if match["end"]:
            compared = False
        elif match["equal"]:
            compared = True
            yield Change(*match.span(), "==")
        elif match["tolerance"] and compared:
            yield Change(*match.span(), "|")
        elif match["open"] and not compared:
            yield Change(*match.span("open"), "d(")
            yield Change(*match.span("comma"), ", ")
            yield Change(*match.span("close"), ")")
