"""Words that messages share: suggestions for misspelt names, counts of things."""

from collections.abc import Iterable
from heapq import nlargest
from itertools import islice

MAX_COMPARED = 10_000
"""Words that are looked at for a similar one."""
_MAX_CLOSELY = 100
"""Words that are compared letter by letter: each costs 20 µs."""


def near(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the most similar word, or nothing."""
    import difflib  # late: only a message needs it

    known = list(islice(words, MAX_COMPARED))
    if len(known) > _MAX_CLOSELY:
        letters, size = set(word), len(word)
        known = nlargest(
            _MAX_CLOSELY,
            known,
            lambda other: len(letters.intersection(other)) - abs(len(other) - size),
        )
    close = difflib.get_close_matches(word, known)
    close.sort(key=lambda other: sorted(other) != sorted(word))  # tahn is tanh, not tan
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


def and_more(count: int) -> str:
    """``  (and 2 more)`` after the one that is told; nothing if it is the only one."""
    return f"  (and {count} more)" if count else ""
