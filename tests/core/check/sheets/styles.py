"""Other ways of writing: significant digits, powers of ten, now own numbers and now the display."""

import math
from dataclasses import dataclass, replace
from random import Random

from tests.core.check.sheets.planting import Planted
from tests.core.check.sheets.working import Hand


@dataclass(frozen=True)
class Significant(Hand):
    """So many significant digits; small numbers as powers of ten."""

    def unit(self, number: float) -> float:
        return float(0.1 ** self._decimals(number))

    def _decimals(self, number: float) -> int:
        size = math.floor(math.log10(abs(number))) if number else 0
        return self.digits - 1 - size

    def kept(self, number: float) -> float:
        decimals = self._decimals(number)
        if self.way == "truncated":
            scale = math.pow(10, decimals)
            return math.trunc(number * scale) / scale
        return round(number, decimals)

    def printed(self, number: float) -> str:
        kept = self.kept(number)
        if kept and abs(kept) < 0.01:
            return f"{kept:.{self.digits - 1}e}"
        return f"{kept:.{max(self._decimals(kept), 0)}f}"


@dataclass(frozen=True)
class Changing(Hand):
    """Goes on with what is written or with what the display shows, as it happens."""

    def carried(self, number: float) -> float:
        return self.kept(number) if f"{number:.12f}"[-1] in "02468" else number


@dataclass(frozen=True)
class Longer(Hand):
    """Goes on with some digits more than are written."""

    def carried(self, number: float) -> float:
        return round(number, self.digits + 2)


@dataclass(frozen=True)
class Shorter(Hand):
    """Leaves out zeros at the end."""

    def printed(self, number: float) -> str:
        return super().printed(number).rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Varied(Hand):
    """Now a digit more, now a digit less, as it happens."""

    def _digits(self, number: float) -> int:
        return self.digits + int(f"{abs(number):.12f}"[-1]) % 3 - 1

    def unit(self, number: float) -> float:
        return math.pow(10, 1 - self.digits)

    def kept(self, number: float) -> float:
        return Hand(self._digits(number), self.way).kept(number)

    def printed(self, number: float) -> str:
        return Hand(self._digits(number), self.way).printed(number)


def shuffled(sheet: Planted, chance: Random) -> Planted:
    """The claims in any order."""
    head, solution = sheet.text.split("# the hand solution\n")
    lines = solution.splitlines()
    chance.shuffle(lines)
    return replace(sheet, text=f"{head}# the hand solution\n" + "\n".join(lines) + "\n")


def with_gaps(sheet: Planted, chance: Random, share: float = 0.4) -> Planted:
    """The sheet with some claims not written down; never the one with the slip."""
    head, solution = sheet.text.split("# the hand solution\n")
    kept = [
        line
        for line in solution.splitlines()
        if line.startswith(f"{sheet.claim} ==") or chance.random() > share
    ]
    text = f"{head}# the hand solution\n" + "\n".join(kept) + "\n"
    claims = {line.split(" == ")[0] for line in kept}
    return replace(sheet, text=text, follows=tuple(c for c in sheet.follows if c in claims))
