"""Long sums are told shortly, and quickly."""

import random

import pytest

from graphviz_app.explain import series
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.series import as_series, sum_text

SHAPES = ("w_{%}", r"w_% \cdot x_%", "w_{1%}", "a", "-w_{%}", "w_{%}^{%}", "x^%")


def _longest(terms: list[Piece], at: int) -> int:
    """One by one."""
    longest = 1
    for end in range(at + 2, len(terms) + 1):
        if terms[at].signed or as_series([piece.text for piece in terms[at:end]]) is None:
            break
        longest = end - at
    return longest


def test_the_longest_series_is_found_wherever_it_begins() -> None:
    rng = random.Random(3)
    for _ in range(300):
        terms: list[Piece] = []
        for _run in range(rng.randrange(1, 5)):
            shape, first = rng.choice(SHAPES), rng.randrange(12)
            terms += [
                Piece(shape.replace("%", str(first + i))) for i in range(rng.randrange(1, 16))
            ]
        for at in range(len(terms)):
            assert series._run(terms, at) == _longest(terms, at)


def test_a_sum_of_thousands_is_not_read_again_for_each_term(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def counted(texts: list[str]) -> series.Series | None:
        read.append(len(texts))
        return as_series(texts)

    monkeypatch.setattr(series, "as_series", counted)
    text = sum_text([Piece(f"x_{{{i}}}") for i in range(5000)])
    assert text == r"\sum_{i=0}^{4999} x_i"
    assert sum(read) < 20 * 5000
