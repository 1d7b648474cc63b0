"""Words that messages share: suggestions for misspelt names, counts of things."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import islice

MAX_COMPARED = 10_000
"""Words that are looked at for a similar one."""
_MAX_CLOSELY = 100
"""Words that are compared letter by letter: each costs 20 µs."""
_LONGEST = 60
"""Letters of a word that is compared."""


def near(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the word of which this is a slip of the pen, or nothing."""
    found = nearest(word, words)
    return f"; did you mean '{found}'?" if found else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that was meant, if it is certain: a letter or two amiss, not at the beginning."""
    known = [other for other in islice(words, MAX_COMPARED) if other != word]
    if len(word) > _LONGEST:
        return ""
    if same := next((other for other in known if _folded(other) == _folded(word)), ""):
        return same
    if len(known) > _MAX_CLOSELY:
        letters, size = set(word), len(word)
        known = nlargest(
            _MAX_CLOSELY,
            known,
            lambda other: len(letters.intersection(other)) - abs(len(other) - size),
        )
    slips = [(slips, other) for other in known if (slips := _slips(word, other))]
    letters_of = sorted(word)  # tahn is tanh, not tan
    return min(slips, key=lambda s: (s[0], sorted(s[1]) != letters_of))[1] if slips else ""


def _folded(word: str) -> str:
    return word.replace("_", "").lower()


def _slips(word: str, other: str) -> int:
    """How many letters are amiss, if one was meant for the other; else 0."""
    word, other = word.lower(), other.lower()
    most = (min(len(word), len(other)) >= 3) + (min(len(word), len(other)) >= 7)
    begins = word[:1] == other[:1] or word[:2] == other[:2][::-1]
    if _without_doubles(word) == _without_doubles(other):
        return 1
    if not begins or abs(len(word) - len(other)) > most or _numbered(word, other):
        return 0
    distance = _distance(word, other)
    return distance if distance <= most else 0


def _without_doubles(word: str) -> str:
    """A key that was hit twice counts once."""
    return "".join(b for a, b in zip(" " + word, word, strict=False) if a != b)


def _numbered(word: str, other: str) -> bool:
    """Whether both are the same but for a number: w1 and w2 are two things."""
    return word.rstrip("0123456789") == other.rstrip("0123456789")


def _distance(word: str, other: str) -> int:
    """Letters to be added, left out, exchanged or swapped with their neighbour."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 < j and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]


def shortened(text: str, limit: int = 40) -> str:
    """The text, or its beginning and …, for a message that repeats what was typed."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def counted(count: int, word: str) -> str:
    """``0 steps``, ``1 step``, ``2,000 steps``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def sized(shape: tuple[int, ...]) -> str:
    """``a single number``, ``a vector of 3``, ``2×3``."""
    if len(shape) < 2:
        return f"a vector of {shape[0]}" if shape else "a single number"
    return "×".join(map(str, shape))


def operand_count(count: int) -> str:
    """``no operands``, ``1 operand``, ``2 operands``."""
    return counted(count, "operand") if count else "no operands"


def listed(names: Sequence[str], most: int) -> str:
    """``a, b and c``; of more than ``most`` the first ones, and how many others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1:,} others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def and_more(count: int) -> str:
    """``  (and 2 more)`` after the one that is told; nothing if it is the only one."""
    return f"  (and {count} more)" if count else ""
