"""Lanes: one each for edges that meet, in the order in which they cross least."""

from itertools import combinations
from random import Random

from graphviz_app.layout.routing.channels import Lane, Way, lanes


def crossings(ways: list[Way], found: list[Lane | None]) -> int:
    """How often level pieces on the way to a lane and from it cut other edges' lanes."""
    count = 0
    for one, other in combinations(range(len(ways)), 2):
        first, second = found[one], found[other]
        if first is None or second is None:
            continue
        left, right = (one, other) if first.place < second.place else (other, one)
        count += ways[right].top < ways[left].end < ways[right].bottom
        count += ways[left].top < ways[right].begin < ways[left].bottom
    return count


def test_a_level_edge_needs_no_lane() -> None:
    assert lanes([Way(3.0, 3.0)]) == [None]


def test_edges_that_do_not_meet_share_the_only_lane() -> None:
    assert lanes([Way(0.0, 20.0), Way(40.0, 90.0)]) == [Lane(0.0, 1), Lane(0.0, 1)]


def test_of_edges_that_fall_together_the_upper_one_is_on_the_right() -> None:
    upper, lower = lanes([Way(0.0, 100.0), Way(20.0, 120.0)])
    assert upper == Lane(0.5, 2)
    assert lower == Lane(-0.5, 2)


def test_of_edges_that_rise_together_the_upper_one_is_on_the_left() -> None:
    upper, lower = lanes([Way(100.0, 0.0), Way(120.0, 20.0)])
    assert upper == Lane(-0.5, 2)
    assert lower == Lane(0.5, 2)


def test_edges_in_one_order_on_both_sides_never_cross() -> None:
    chance = Random(2)
    for _ in range(60):
        begins = sorted(chance.sample(range(600), 7))
        ends = sorted(chance.sample(range(600), 7))
        ways = [Way(float(a), float(b)) for a, b in zip(begins, ends, strict=True)]
        assert crossings(ways, lanes(ways)) == 0


def test_edges_that_meet_are_in_different_lanes() -> None:
    chance = Random(3)
    for _ in range(60):
        ways = [Way(chance.uniform(0, 400), chance.uniform(0, 400)) for _ in range(9)]
        found = lanes(ways)
        for (one, lane), (other, next_) in combinations(zip(ways, found, strict=True), 2):
            if one.top < other.bottom and other.top < one.bottom and lane and next_:
                assert abs(lane.place - next_.place) >= 1


def test_edges_that_change_places_cross_once() -> None:
    ways = [Way(0.0, 200.0), Way(200.0, 0.0)]
    assert crossings(ways, lanes(ways)) <= 2
    assert lanes(ways)[0] != lanes(ways)[1]
