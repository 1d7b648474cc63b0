"""One table written in every way that programs have: the same numbers, to the bit."""

import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from graphviz_app.formats.tables.reading import table_in

Lines = Sequence[Sequence[str]]


def joined(mark: str, end: str = "\n") -> Callable[[Lines], str]:
    return lambda lines: "".join(mark.join(cells) + end for cells in lines)


def quoted(mark: str) -> Callable[[Lines], str]:
    return lambda lines: "".join(mark.join(f'"{c}"' for c in cells) + "\r\n" for cells in lines)


def decimal_commas(mark: str) -> Callable[[Lines], str]:
    def written(lines: Lines) -> str:
        return joined(mark)([lines[0], *([c.replace(".", ",") for c in row] for row in lines[1:])])

    return written


def drawn(lines: Lines) -> str:
    rule = ["---"] * len(lines[0])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (lines[0], rule, *lines[1:]))


def listed(lines: Lines) -> str:
    names = ", ".join(f"'{name}'" for name in lines[0])
    rows = ", ".join(f"[{', '.join(cells)}]" for cells in lines[1:])
    return f"[[{names}], {rows}]"


def spread(lines: Lines) -> str:
    return "\n" + "\n\n".join("  ,  ".join(cells) for cells in lines) + "\n,,\n"


WAYS = {
    "comma": joined(","),
    "semicolon": joined(";"),
    "tab": joined("\t", "\r\n"),
    "bar": joined("|"),
    "blanks": joined("   "),
    "old Mac": joined(",", "\r"),
    "trailing": joined(",", ",\n"),
    "quoted": quoted(","),
    "quoted tabs": quoted("\t"),
    "decimal commas": decimal_commas(";"),
    "decimal commas, tabs": decimal_commas("\t"),
    "Markdown": drawn,
    "list": listed,
    "spread": spread,
}


def number(chance: random.Random) -> str:
    """Never such that thousands could be meant."""
    value = chance.choice((chance.gauss(0, 1), chance.gauss(0, 1) * 10 ** chance.randint(-9, 9)))
    return chance.choice((repr(value), f"{value:.2f}", str(chance.randint(-5, 5))))


@pytest.mark.parametrize("way", WAYS)
def test_the_same_numbers_come_of_every_way(way: str) -> None:
    chance = random.Random(way)
    for _ in range(40):
        width, height = chance.randint(2, 5), chance.randint(1, 9)
        names = [f"x{at}" for at in range(width)]
        rows = [[number(chance) for _ in names] for _ in range(height)]
        if "commas" in way:
            rows[0][0] = "0.5"  # a decimal comma for certain
        table = table_in(WAYS[way]([names, *rows]).encode(), "d.csv")
        assert table.faults == {}, rows
        assert table.names == tuple(names)
        assert np.array_equal(table.rows, [[float(cell) for cell in row] for row in rows])
