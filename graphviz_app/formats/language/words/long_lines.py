"""A bound on what stands in one line, so that a text that would take long is refused at once."""

import re

from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.language.words.syntax import unmatched
from graphviz_app.formats.language.words.tokens import bracket_slip, logical_lines
from graphviz_app.formats.limits import MAX_BRACKETS, MAX_ELEMENTS, MAX_WORDS, thousands
from graphviz_app.patterns import late

_NUMBER = r"[\d._]++(?:[eE][-+]?\d++)?"
_ROW = rf"\[(?:\s*+[-+]?{_NUMBER}\s*+,?)*+\s*+\]"
_WORDS = late(
    rf"""\#[^\n]*+
      | \\\n
      | (?P<newline>\n)
      | (?P<list>\[(?:\s*+{_ROW}\s*+,?)++\s*+\]|{_ROW})
      | (?P<open>[(\[{{])
      | (?P<close>[)\]}}])
      | {_NUMBER}|\w++|[^\w\s]""",
    re.VERBOSE,
)


def check_lines(script: Script) -> None:
    """Raise ParseError for a line of too many words; a list of numbers counts as one."""
    if len(script.text) <= MAX_WORDS:
        return
    for first, end in logical_lines(script.digest):
        lines = script.digest[first:end]
        if sum(map(len, lines)) + len(lines) > MAX_WORDS:
            _check(script, "\n".join(lines), script.starts[first])


def _check(script: Script, text: str, begin: int) -> None:
    count = depth = 0
    for match in _WORDS.finditer(text):
        kind = match.lastgroup
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        count += match[0][0] not in "#\\\n"
        if count > MAX_WORDS:
            if 0 < depth <= MAX_BRACKETS and (slip := bracket_slip(script.text)):
                raise unmatched(script, slip)
            raise script.error(
                f"this line has more than {thousands(MAX_WORDS)} names, numbers and signs: "
                "split it, or write numbers as a list, [1, 2]",
                *script.place(begin),
            )
        if kind == "list" and match[0].count(",") >= MAX_ELEMENTS:
            _check_list(script, match, begin + match.start())


def _check_list(script: Script, match: re.Match[str], place: int) -> None:
    """The commas suggest too many numbers; there may be one behind the last."""
    if sum(1 for _ in re.finditer(_NUMBER, match[0])) > MAX_ELEMENTS:
        sentence = f"a tensor has at most {thousands(MAX_ELEMENTS)} numbers"
        raise script.error(sentence, *script.place(place))
