"""Other numbers are of the kind that was there: sign, decimals, size."""

from random import Random

import pytest

from graphviz_app.core.variants.pools import Pool, drawn_leaves, numbers_in, redrawn
from graphviz_app.formats import parse
from graphviz_app.numbers import as_typed


def drawn(number: float) -> set[float]:
    pool, random = Pool.around(number), Random(1)
    return {pool.drawn(random) for _ in range(400)}


@pytest.mark.parametrize("number", [1.5, -0.8, 0.25, 7, -3, 0.0125, 120, 2.25, 0.05])
def test_a_number_keeps_its_sign_its_decimals_and_about_its_size(number: float) -> None:
    decimals = len(as_typed(number).partition(".")[2])
    near = 3.5 * 10**-decimals
    for other in drawn(number):
        assert other * number > 0
        assert len(as_typed(other).partition(".")[2]) == decimals
        low, high = abs(number) / 2, abs(number) * 1.5
        assert min(low, abs(number) - near) <= abs(other) <= max(high, abs(number) + near)


def test_a_whole_number_stays_whole_and_is_never_0_or_1() -> None:
    assert drawn(1) == {2.0, 3.0, 4.0}
    assert drawn(2) == {2.0, 3.0, 4.0, 5.0}
    assert drawn(-1) == {-2.0, -3.0, -4.0}


def test_what_is_less_than_1_stays_less() -> None:
    assert max(drawn(0.9)) < 1
    assert min(drawn(-0.9)) > -1


def test_labels_zeros_shares_constants_and_what_only_steers_stay() -> None:
    graph = parse(
        "x = input([1, 0, 0])\nm = input([2, 0])\nt = target(1)\np = target([0.7, 0.2, 0.1])\n"
        "w = parameter(0.5)\nz = input(0)\nc = 3\nk = input(4)\nu = target(0.9)\n"
        "y = c*w*sum(x*p) + z + sum(m)*t*u\nL = y if k > w else 0"
    )
    assert set(drawn_leaves(graph)) == {"m", "w", "u"}
    assert list(numbers_in(redrawn((2.0, 0.0), Random(3))))[1] == 0


def test_a_number_that_is_taken_is_left_out_where_there_are_others() -> None:
    assert {redrawn(1.0, Random(seed), [2.0, 3.0]) for seed in range(20)} == {4.0}
    assert redrawn(1.0, Random(1), [2.0, 3.0, 4.0]) in {2.0, 3.0, 4.0}


def test_of_nothing_but_plain_numbers_those_with_a_name_are_drawn() -> None:
    assert set(drawn_leaves(parse("x = -2\ny = 5\nq = x + 3*y"))) == {"x", "y"}
    assert set(drawn_leaves(parse("x = input(-2)\ny = 5\nq = x + 3*y"))) == {"x"}
