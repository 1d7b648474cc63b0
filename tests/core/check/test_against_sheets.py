"""The checker against hundreds of sheets that were made without it.

The thresholds are those of the sheets that are held back: no right sheet is accused, and of a
hundred slips 95 are named by their place and by a kind that leads to the number.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

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
from tests.core.check.sheets.vectors import layer
from tests.core.check.sheets.working import WAYS, Hand, Way

FAMILIES = REFERENCE | COURSE
ACCEPTED = ("right", "rounded")
Style = Callable[[int, Way], Hand]


def _checked(text: str) -> Checked:
    graph = parse(text)
    return check(run(graph), graph.claims)


def _by_name(checked: Checked) -> dict[str, Judged]:
    return {claim_text(one.claim).split(" == ")[0]: one for one in checked.judged}


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


class Outcome(NamedTuple):
    """What is said of a sheet with a slip."""

    sheet: Planted
    placed: bool
    """The first claim called wrong is the one with the slip."""
    kinds: tuple[str, ...]
    """What is said to lead to its number, likeliest first."""
    blamed: tuple[str, ...]
    """Later claims that follow from it and are called wrong all the same."""


def _outcome(sheet: Planted) -> Outcome:
    judged = _by_name(_checked(sheet.text))
    wrong = [claim for claim, one in judged.items() if one.verdict == "wrong"]
    slip = judged[sheet.claim].slip
    kinds = (slip.kind, *slip.others) if slip else ()
    blamed = tuple(claim for claim in wrong if claim in sheet.follows)
    return Outcome(sheet, wrong[:1] == [sheet.claim], kinds, blamed)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [_outcome(sheet) for sheet in (*with_slips(FAMILIES, each=16), *with_list_slips(30))]


def test_the_place_of_a_slip_is_named(outcomes: list[Outcome]) -> None:
    missed = [one.sheet for one in outcomes if not one.placed]
    assert len(missed) <= 0.01 * len(outcomes), missed


def test_the_first_kind_named_leads_to_the_number(outcomes: list[Outcome]) -> None:
    missed = [one for one in outcomes if not set(one.kinds[:1]) & set(one.sheet.kinds)]
    assert len(missed) <= 0.05 * len(outcomes), missed


def test_what_follows_from_a_slip_is_not_called_wrong(outcomes: list[Outcome]) -> None:
    blamed = [one for one in outcomes if one.blamed]
    assert len(blamed) <= 0.01 * len(outcomes), blamed


def test_a_number_that_nothing_led_to_is_wrong_and_seldom_explained() -> None:
    sheets = list(with_noise(FAMILIES, each=5))
    judged = [_by_name(_checked(sheet.text))[sheet.claim] for sheet in sheets]
    assert {one.verdict for one in judged} == {"wrong"}
    assert sum(one.slip is not None for one in judged) <= 0.05 * len(sheets)


@pytest.mark.parametrize("seed", range(3))
def test_lists_that_are_left_out_or_stand_later_were_rounded_all_the_same(seed: int) -> None:
    chance = Random(seed)
    for way in WAYS:
        problem = layer(chance, 0.5)
        elements = replace(problem, lists={})
        for one in (right_sheet(problem, Hand(4, way)), right_sheet(elements, Hand(4, way))):
            for sheet in (one, with_gaps(one, chance), shuffled(one, chance)):
                assert not _accused(sheet), sheet.text
