"""Lengths as a person writes them."""

import pytest

from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.lengths import CM, bounded, in_cm, in_points, length, typed_cm


@pytest.mark.parametrize(
    ("text", "points"),
    [("8.5cm", 8.5 * CM), ("85mm", 8.5 * CM), (" 170 mm ", 17 * CM), ("240pt", 240.0),
     ("3.3in", 3.3 * 72), ("8,5 cm", 8.5 * CM), (".5IN", 36.0), ("830px", 622.5)],
)  # fmt: skip
def test_a_length_is_a_number_with_its_unit(text: str, points: float) -> None:
    assert length(text) == pytest.approx(points)


@pytest.mark.parametrize(
    "text", ["", "8.5", "cm", "8.5 furlongs", "1e3cm", "-2cm", "8..5cm", "∞cm"]
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(GraphAppError, match=r"not a length such as 8\.5cm, 85mm"):
        length(text)


def test_a_number_alone_is_asked_for_its_unit() -> None:
    with pytest.raises(GraphAppError, match="which unit"):
        length("8.5")


def test_lengths_are_bounded() -> None:
    assert bounded("1cm", "5mm", "300cm") == pytest.approx(CM)
    for text in ("1mm", "4m", "999999cm"):
        with pytest.raises(GraphAppError, match="not a length"):
            bounded(text, "5mm", "300cm")


def test_lengths_are_told_to_the_millimetre_and_sizes_of_text_never_too_large() -> None:
    assert (in_cm(8.5 * CM), in_cm(17 * CM)) == ("8.5 cm", "17 cm")
    assert (in_points(6.99), in_points(7.0)) == ("6.9 pt", "7 pt")
    assert length(typed_cm(12.5 * CM)) == pytest.approx(12.5 * CM)
