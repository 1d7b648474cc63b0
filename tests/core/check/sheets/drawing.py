"""Many sheets from one seed: so many of each family, right ones and ones with a slip."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from tests.core.check.sheets.families import Family, rate
from tests.core.check.sheets.planting import Planted, any_hand, one_slip, right_sheet
from tests.core.check.sheets.vectors import every_list_slip, layer


def right_sheets(families: Mapping[str, Family], each: int, seed: int = 0) -> Iterator[Planted]:
    for chance, family in _sources(families, each, seed):
        yield right_sheet(family(chance), any_hand(chance))


def with_slips(families: Mapping[str, Family], each: int, seed: int = 0) -> Iterator[Planted]:
    for chance, family in _sources(families, each, seed):
        sheet = one_slip(family(chance), any_hand(chance), chance)
        if sheet is not None:
            yield sheet


def with_list_slips(count: int, seed: int = 0) -> Iterator[Planted]:
    """Sheets whose claims are lists, each slip in turn."""
    chance = Random(seed)
    for _ in range(count):
        found = list(every_list_slip(layer(chance, rate(chance)), any_hand(chance)))
        yield chance.choice(found)


def with_noise(families: Mapping[str, Family], each: int, seed: int = 0) -> Iterator[Planted]:
    """Sheets with a number that nothing led to; no later number follows from it."""
    for chance, family in _sources(families, each, seed):
        yield _disturbed(right_sheet(family(chance), any_hand(chance)), chance)


def _sources(
    families: Mapping[str, Family], each: int, seed: int
) -> Iterator[tuple[Random, Family]]:
    for name, family in families.items():
        chance = Random(f"{name} {seed}")
        for _ in range(each):
            yield chance, family


def _disturbed(sheet: Planted, chance: Random) -> Planted:
    head, solution = sheet.text.split("# the hand solution\n")
    lines = solution.splitlines()
    at = chance.randrange(len(lines))
    claim, printed = lines[at].split(" == ")
    far = chance.choice((-1, 1)) * chance.uniform(0.2, 0.9) * max(abs(float(printed)), 0.3)
    lines[at] = f"{claim} == {sheet.hand.printed(float(printed) + far)}"
    text = f"{head}# the hand solution\n" + "\n".join(lines) + "\n"
    return replace(sheet, text=text, claim=claim, right=printed)
