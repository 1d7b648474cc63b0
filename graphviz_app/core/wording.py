"""Words that messages share: suggestions for misspelt names, counts of things."""

from collections.abc import Iterable
from itertools import islice

MAX_COMPARED = 10_000
"""Words that are looked at for a similar one: each costs 20 µs."""


def near(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the most similar word, or nothing."""
    import difflib  # late: only a message needs it

    close = difflib.get_close_matches(word, list(islice(words, MAX_COMPARED)), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def shortened(text: str, limit: int = 40) -> str:
    """The text, or its beginning and …, for a message that repeats what was typed."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def counted(count: int, word: str) -> str:
    """``0 steps``, ``1 step``, ``2,000 steps``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def operand_count(count: int) -> str:
    """``no operands``, ``1 operand``, ``2 operands``."""
    return counted(count, "operand") if count else "no operands"
