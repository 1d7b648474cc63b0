"""Where the parts of a run are on the timeline."""

import pytest

from graphviz_app.scene.captions.stretches import laid_along, place_of, time_at

TIMES = [0.0, 5.0, 12.0, 13.0, 18.0]
LEAST = [60.0, 70.0, 55.0, 90.0]


def test_a_short_part_has_room_for_its_word_and_the_others_share_the_rest() -> None:
    laid = laid_along(TIMES, LEAST, 400.0)
    widths = [stretch.width for stretch in laid]
    assert all(width >= least for width, least in zip(widths, LEAST, strict=True))
    assert sum(widths) == pytest.approx(400)
    assert widths[2] == LEAST[2]
    assert widths[1] / widths[0] == pytest.approx(7 / 5)


def test_where_words_have_no_room_or_all_have_it_a_part_is_as_wide_as_it_is_long() -> None:
    for width in (200.0, 1800.0):
        laid = laid_along(TIMES, LEAST, width)
        assert [stretch.width for stretch in laid] == pytest.approx(
            [width * length / 18 for length in (5, 7, 1, 5)]
        )


@pytest.mark.parametrize("width", [200.0, 290.0, 400.0, 1800.0])
def test_a_time_is_found_again_at_its_place(width: float) -> None:
    laid = laid_along(TIMES, LEAST, width)
    places = [place_of(t / 4, laid) for t in range(73)]
    assert places == sorted(places)
    assert [places[0], places[-1]] == pytest.approx([0, width])
    assert [time_at(place, laid) for place in places] == pytest.approx([t / 4 for t in range(73)])
