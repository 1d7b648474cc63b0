"""The checker against hundreds of sheets that were made without it.

The thresholds are those of the sheets that are held back: no right sheet is accused, and of a
hundred slips 95 are named by their place and by a kind that leads to the number.
"""

from collections.abc import Callable
from random import Random

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import Checked, Judged, check
from graphviz_app.formats import claim_text, parse
from tests.core.check.sheets.drawing import right_sheets, with_list_slips, with_noise, with_slips
from tests.core.check.sheets.families import COURSE, REFERENCE
from tests.core.check.sheets.planting import Planted, right_sheet
from tests.core.check.sheets.styles import (
    Changing,
    Longer,
    Shorter,
    Significant,
    Varied,
    shuffled,
    with_gaps,
)
from tests.core.check.sheets.working import WAYS, Hand, Way

FAMILIES = REFERENCE | COURSE
ACCEPTED = ("right", "rounded")
Style = Callable[[int, Way], Hand]


def _checked(text: str) -> Checked:
    graph = parse(text)
    return check(run(graph), graph.claims)


def _by_name(checked: Checked) -> dict[str, Judged]:
    return {claim_text(one.claim).split(" == ")[0]: one for one in checked.judged}


def _first_wrong(sheet: Planted) -> Judged | None:
    checked = _checked(sheet.text)
    at = checked.first_wrong
    return None if at is None else checked.judged[at]


def _accused(sheet: Planted) -> list[str]:
    """The claims that are not accepted."""
    judged = _by_name(_checked(sheet.text))
    return [f"{c} {j.verdict}" for c, j in judged.items() if j.verdict not in ACCEPTED]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_right_sheet_is_accused(family: str) -> None:
    for sheet in right_sheets({family: FAMILIES[family]}, each=8):
        assert not _accused(sheet), sheet.text


@pytest.mark.parametrize("style", [Hand, Significant, Changing, Longer, Shorter, Varied])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_is_accused(style: Style, way: Way) -> None:
    for name, family in FAMILIES.items():
        chance = Random(f"{name} {way}")
        sheet = right_sheet(family(chance), style(chance.choice((3, 4, 5)), way))
        assert not _accused(sheet), sheet.text


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_left_out_or_stands_later_was_rounded_all_the_same(family: str) -> None:
    chance = Random(family)
    for sheet in right_sheets({family: FAMILIES[family]}, each=4, seed=1):
        for other in (with_gaps(sheet, chance), shuffled(sheet, chance)):
            assert not _accused(other), other.text


SLIPS = [*with_slips(FAMILIES, each=16), *with_list_slips(20)]


def _outcome(sheet: Planted) -> tuple[bool, list[str], list[str]]:
    """Is the place named; the kinds named there; later claims that follow but are called wrong."""
    judged = _by_name(_checked(sheet.text))
    wrong = [claim for claim, one in judged.items() if one.verdict == "wrong"]
    slip = judged[sheet.claim].slip
    kinds = [slip.kind, *slip.others] if slip else []
    return wrong[:1] == [sheet.claim], kinds, [claim for claim in wrong if claim in sheet.follows]


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[Planted, tuple[bool, list[str], list[str]]]]:
    return [(sheet, _outcome(sheet)) for sheet in SLIPS]


Outcomes = list[tuple[Planted, tuple[bool, list[str], list[str]]]]


def test_the_place_of_a_slip_is_named(outcomes: Outcomes) -> None:
    missed = [sheet.text for sheet, (placed, _, _) in outcomes if not placed]
    assert len(missed) <= 0.01 * len(SLIPS), missed[0]


def test_the_first_kind_named_leads_to_the_number(outcomes: Outcomes) -> None:
    missed = [
        (sheet.claim, sheet.kinds, kinds, sheet.text)
        for sheet, (placed, kinds, _) in outcomes
        if not placed or not set(kinds[:1]) & set(sheet.kinds)
    ]
    assert len(missed) <= 0.05 * len(SLIPS), missed[:10]


def test_what_follows_from_a_slip_is_not_called_wrong(outcomes: Outcomes) -> None:
    blamed = [(sheet.claim, claims, sheet.text) for sheet, (_, _, claims) in outcomes if claims]
    assert len(blamed) <= 0.03 * len(SLIPS), blamed[0]


def test_a_number_that_nothing_led_to_is_wrong_and_seldom_explained() -> None:
    sheets = list(with_noise(FAMILIES, each=8))
    found = [judged for sheet in sheets if (judged := _first_wrong(sheet)) is not None]
    assert len(found) == len(sheets)
    assert sum(judged.slip is not None for judged in found) <= 0.05 * len(sheets)
