"""Texts that are too long for the editor: what is shown in their place, and why."""

WRAPPED_LINE = 10_000
"""Characters up to which a line is wrapped."""
EDITABLE_LINE = 500_000
"""Characters up to which a line can be edited; each key lays it out anew."""
LARGEST = 2_000_000
"""Characters up to which a text is shown for editing."""
MOST_LINES = 200_000
"""Lines up to which it is."""
ELSEWHERE = "Save it in a file and open that."
_KEPT = 200
"""Characters of a longer line that are shown."""


def longest_line(text: str) -> int:
    """Characters of the longest line."""
    return max(map(len, text.split("\n")))


def too_long_line(length: int) -> str:
    """The sentence about a line that is not taken into the editor."""
    return (
        f"A line of {length:,} characters is too long to edit here (at most {EDITABLE_LINE:,})."
        f" {ELSEWHERE}"
    )


def too_long(characters: int, lines: int) -> str:
    """The sentence about a text that is too long to be edited; empty if it is not."""
    what = ""
    if characters > LARGEST:
        what = f"{characters:,} characters"
    elif lines > MOST_LINES:
        what = f"{lines:,} lines"
    return f"This text has {what}: too long to edit here." if what else ""


def to_show(text: str) -> tuple[str, str]:
    """What the editor shows of a text, and a sentence if that is only for reading."""
    if why := too_long(len(text), text.count("\n") + 1):
        return f"# {why}", why
    longest = longest_line(text)
    if longest <= EDITABLE_LINE:
        return text, ""
    why = (
        f"A line has {longest:,} characters: too long to edit here. It is shown shortened;"
        " the graph and what is saved have all of it."
    )
    return "\n".join(map(_shortened, text.split("\n"))), why


def _shortened(line: str) -> str:
    more = len(line) - _KEPT
    return line if len(line) <= EDITABLE_LINE else f"{line[:_KEPT]} … ({more:,} more characters)"
