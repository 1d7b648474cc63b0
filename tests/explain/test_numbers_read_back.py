"""Numbers, vectors and series as they are shown, read back."""

import math

import numpy as np
import pytest

from graphviz_app.explain.numerals import (
    measured_piece,
    number_piece,
    plain,
    shape_words,
    value_piece,
    value_words,
)
from graphviz_app.explain.piece import Piece
from graphviz_app.explain.series import as_series, sum_text
from tests.explain.plain_reading import told
from tests.explain.shown import Reader, Unknown, expanded, with_index

RNG = np.random.default_rng(8)
SIZES = 10.0 ** RNG.uniform(-9, 9, 300) * RNG.choice([-1.0, 1.0], 300)
ROUND = [0.0, 0.5, -0.5, 0.25, -0.25, 1.0, 12.0, -3.75, 0.001, 9999.0, 1e-8, -1e20, 123456.0]
NUMBERS = [*map(float, SIZES), *ROUND, 1234567.0, 0.9999, 1.00001, 1.0000012345, 9999.49, 99999.4]


def middle(latex: str) -> float:
    found = Reader(latex).value()
    return float(found.low + found.high) / 2


def test_a_number_reads_back_to_four_digits_in_mathematics_and_in_plain_text() -> None:
    for x in NUMBERS:
        for piece in (number_piece(x), measured_piece(x)):
            found = middle(piece.text)
            assert math.isclose(found, x, rel_tol=6e-4, abs_tol=6e-7)
            assert piece.signed == (x < 0)
            text = plain(piece.text)
            assert text is not None
            assert math.isclose(float(told(text, {})), found, rel_tol=1e-12)


def test_a_short_number_is_written_as_it_was_typed() -> None:
    assert [middle(number_piece(x).text) for x in ROUND] == pytest.approx(ROUND, rel=1e-15)


def test_a_written_number_is_short_unless_it_would_seem_whole() -> None:
    for x in NUMBERS:
        text = number_piece(x).text.partition(r" \cdot")[0].lstrip("-")
        digits = len(text.replace(".", "").lstrip("0"))
        short = len(text) <= 7 or digits <= 4 or text.startswith((r"\frac", "10^"))
        assert short or float(f"{x:.4g}").is_integer(), x


SHAPES = [(1,), (2,), (4,), (5,), (1, 1), (2, 2), (3, 3), (1, 4), (4, 1), (2, 3), (3, 4), (2, 2, 1)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_small_tensor_is_written_out_and_a_large_one_by_its_shape(shape: tuple[int, ...]) -> None:
    value = RNG.uniform(-2, 2, shape)
    small = value.size <= 4 or max(shape) <= 3
    for column in (False, True):
        text = value_piece(value, column).text
        if not small or len(shape) > 2:
            assert text == rf"\text{{{shape_words(value)}}}"
            continue
        found = Reader(text, column=column).value()
        wanted = value.reshape((-1, 1) if column else (1, -1)) if len(shape) == 1 else value
        assert found.low.shape == wanted.shape
        assert np.all((found.low <= wanted) & (wanted <= found.high))
    written = len(shape) == 1 and small
    assert (value_words(value) == shape_words(value)) != written
    assert shape_words(value).split()[-1] == "×".join(map(str, shape))
    kinds = {1: ["vector", "of"], 2: ["matrix"], 3: ["tensor"]}
    assert shape_words(value).split()[:-1] == kinds[len(shape)]


LONG = [
    rf"w_{{1,{k}}} \cdot x_{k}" if k < 10 else rf"w_{{1,{k}}} \cdot x_{{{k}}}" for k in range(1, 13)
]
TERMS = {
    "one after the other": [f"x_{k}" for k in range(1, 8)],
    "two indices": LONG[:5],
    "beyond nine": LONG,
    "from three on": [rf"{{h_{k}}}^2" for k in range(3, 7)],
    "an odd one first": ["b", *(f"x_{k}" for k in range(1, 5))],
    "an odd one last": [*(f"x_{k}" for k in range(1, 5)), "b"],
    "two series": [*(f"x_{k}" for k in range(1, 4)), *(f"y_{k}" for k in range(1, 4))],
    "a gap": ["x_1", "x_2", "x_4", "x_5"],
    "no subscript": ["2", "3", "4"],
    "two that run apart": [f"x_{k} y_{k + 1}" for k in range(1, 5)],
    "short": ["x_1", "x_2"],
    "downwards": ["x_4", "x_3", "x_2"],
}


@pytest.mark.parametrize("name", TERMS)
def test_a_series_written_out_is_what_it_was_made_of(name: str) -> None:
    terms = TERMS[name]
    shown = sum_text([Piece(term) for term in terms])
    if r"\dots" not in shown:
        assert expanded(shown).replace(r"\left(", "").replace(r"\right)", "") == " + ".join(terms)
    series = as_series(terms)
    if series is not None:
        indices = range(series.first, series.last + 1)
        assert [with_index(series.text, series.letter, k) for k in indices] == terms


def test_a_sum_of_many_odd_terms_has_its_first_two_and_its_last() -> None:
    letters = [Piece(letter) for letter in "abcdefg"]
    assert sum_text(letters) == r"a + b + \dots + g"
    assert sum_text(letters[:5]) == "a + b + c + d + e"


def test_what_is_left_out_is_not_guessed() -> None:
    with pytest.raises(Unknown):
        Reader(r"\sum_{k=1}^{6} s_{k}").value()
