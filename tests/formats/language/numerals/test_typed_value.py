"""A value that is typed alone: what is understood, and what is said of the rest."""

import numpy as np
import pytest

from graphviz_app.formats.language.numerals.typed_value import ValueTextError, typed_value
from graphviz_app.numbers import as_typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", 1.5),
        (" −0.8 ", -0.8),
        ("-2e-3", -0.002),
        ("+3", 3.0),
        ("0x10", 16.0),
        ("1/4", 0.25),
        (".25", 0.25),
        ("1_000", 1000.0),
    ],
)
def test_numbers_are_understood_as_people_write_them(text: str, value: float) -> None:
    assert typed_value(text) == value


def test_nested_lists_become_arrays() -> None:
    assert np.array_equal(typed_value("[1, −2.5]"), [1.0, -2.5])
    assert np.array_equal(typed_value("[[1,2],[3,4]]"), [[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a number"),
        ("abc", "'abc' is not a number"),
        ("1, 2", "square brackets"),
        ("inf", "not a finite number"),
        ("1e400", "not a finite number"),
        ("[1, 2", "closing bracket is missing"),
        ("[1, 2]]", "one ']' too many"),
        ("[1 2]", "separated by commas"),
        ("[[1, 2], [3]]", "this one has 1 number"),
        ("[]", "empty"),
        ("[1, x]", "A list holds numbers"),
        ("[1, None]", "found 'None'"),
        ("[1e999]", "too large"),
        ("[__import__('os')]", "A list holds numbers"),
        ("1/0", "no finite value"),
        ("1.2.3", "not a number"),
        ("x", "not a number"),
        ("[" * 20 + "1" + "]" * 20, "at most 8 dimensions"),
        ("9" * 300_000, "at most 200,000 characters"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueTextError) as refused:
        typed_value(text)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("value", [3.0, -0.1, 1e-30, np.array([1.0, 2.5]), np.eye(2)])
def test_value_text_reads_back(value: float | np.ndarray) -> None:
    assert np.array_equal(typed_value(as_typed(value)), value)
