"""Decimal commas: ``2,5`` is no number here, and is told so."""

from graphviz_app.patterns import late

_COMMA = late(r"(?<![\w.,\[])(\d+),(\d+(?:[eE][-+]?\d+)?)(?![\w.,])")
_GROUPED = late(
    r"(?<![\w.,\[])\d{1,3}(?:,\d{3})+\.\d+(?![\w.,])|(?<![\w.,\[])\d{1,3}(?:,\d{3}){2,}"
)
_ZEROS = late(r",(0+\d+)")


def with_point(words: str) -> str:
    """The first number of these words that has a decimal comma, with a point; '' if none has."""
    match = _COMMA.search(words)
    return f"{match[1]}.{match[2]}" if match else ""


def comma_sentence(words: str, *, several: str = "") -> str:
    """What is said of it; ``several``: how the numbers are written if there are that many."""
    if grouped := _GROUPED.search(words):
        return f"digits are not grouped by commas: write {grouped[0].replace(',', '')}"
    number = with_point(words)
    if not number:
        return ""
    also = f", or {several} for several numbers" if several and not _ZEROS.search(words) else ""
    return f"a decimal number is written with a point: {number}{also}"
