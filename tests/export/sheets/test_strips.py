"""Strips come on pages whole, and no heading is left alone."""

from graphviz_app.export.sheets.strips import Page, Strip, Unit, paged


def strip(height: float, gap: float = 0.0) -> Strip:
    return Strip(height, lambda painter, top: None, gap)


def tops(pages: list[Page]) -> list[list[float]]:
    return [[placed.top for placed in page.placed] for page in pages]


def test_strips_stand_below_each_other_with_their_gaps() -> None:
    assert tops(paged([Unit((strip(10, 5), strip(20, 5)))], 100)) == [[0, 15]]


def test_a_unit_that_does_not_fit_begins_a_page() -> None:
    units = [Unit((strip(60),)), Unit((strip(30), strip(30)))]
    assert tops(paged(units, 100)) == [[0], [0, 30]]


def test_a_heading_goes_with_what_follows() -> None:
    units = [Unit((strip(70),)), Unit((strip(20, 5),), leads=True), Unit((strip(30),))]
    assert tops(paged(units, 100)) == [[0], [0, 20]]
    assert tops(paged([*units[:2], Unit((strip(5),))], 100)) == [[0, 75, 95]]


def test_what_is_longer_than_a_page_is_parted_between_strips() -> None:
    assert tops(paged([Unit(tuple(strip(40) for _ in range(5)))], 100)) == [[0, 40], [0, 40], [0]]


def test_a_heading_at_the_end_is_not_lost() -> None:
    assert tops(paged([Unit((strip(10),), leads=True)], 100)) == [[0]]
