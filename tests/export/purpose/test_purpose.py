"""Sizes by what a picture is for."""

import pytest

from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.lengths import CM
from graphviz_app.export.purpose.purpose import PRESETS, purpose_of
from graphviz_app.theme import THEMES


def test_nothing_given_is_no_purpose() -> None:
    assert purpose_of() is None


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_has_width_text_and_colours_of_its_own(name: str) -> None:
    purpose = purpose_of(name)
    assert purpose is PRESETS[name] or purpose == PRESETS[name]
    assert purpose is not None
    assert purpose.width
    assert purpose.least_text
    assert purpose.theme in THEMES


def test_values_of_a_preset_can_be_others() -> None:
    purpose = purpose_of("column", width="9cm", min_text="6pt", dpi=600)
    assert purpose is not None
    assert (purpose.name, purpose.dpi) == ("column", 600)
    assert (purpose.width, purpose.least_text) == pytest.approx((9 * CM, 6.0))


def test_a_slide_of_another_width_is_as_high_as_its_picture() -> None:
    whole, narrow = purpose_of("slide"), purpose_of("slide", width="20cm")
    assert whole is not None
    assert narrow is not None
    assert whole.is_page
    assert not narrow.is_page


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(GraphAppError, match="column, two-columns, slide"):
        purpose_of("collumn")
