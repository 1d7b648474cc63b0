"""Suggestions for misspelt names."""

import difflib
from collections.abc import Iterable


def near(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the most similar word, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
