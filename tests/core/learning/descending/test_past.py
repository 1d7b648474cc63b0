"""Every iteration can be seen again as it was, though few are kept."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.learning.descending.history import History, Kept, Losses
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.learning.training import MOST_BYTES, Training, untrained
from graphviz_app.formats import parse
from tests.core.learning.ways import VECTORS, XOR, network

ADAM = Descent("adam", rate=0.02, batch=3, seed=1, steps=3_000)
TINY = 8_000
"""Bytes: room for about ten steps of the network with what Adam keeps."""


def _bytes(training: Training, step: int) -> bytes:
    found = training.at(step)
    values = [np.ravel(x) for x in found.parameters.values()]
    return np.concatenate([[found.loss], *values]).tobytes()


def _orders(count: int) -> Sequence[Sequence[int]]:
    shuffled = np.random.default_rng(0).permutation(count + 1)[:300].tolist()
    return range(count + 1), range(count, -1, -7), shuffled


def test_what_is_kept_sparsely_is_worked_out_again_to_the_bit() -> None:
    wide, narrow = Training(network(), ADAM, XOR), Training(network(), ADAM, XOR, TINY)
    for training in (wide, narrow):
        assert training.advance(3_000) == 3_000
    assert narrow.losses.tobytes() == wide.losses.tobytes()
    for order in _orders(3_000):
        for step in order:
            assert _bytes(narrow, step) == _bytes(wide, step)
    for step in (0, 1, 1_234, 2_999, 3_000):
        assert narrow.update_at(step) == wide.update_at(step)


def test_tensors_are_worked_out_again_too() -> None:
    descent = Descent("nesterov", rate=0.01, steps=200)
    wide, narrow = (Training(parse(VECTORS), descent, None, size) for size in (2**26, 3_000))
    for training in (wide, narrow):
        training.advance(200)
    for step in (199, 3, 100, 99, 98, 200):
        assert _bytes(narrow, step) == _bytes(wide, step)


def test_an_interrupted_way_is_the_same_way() -> None:
    whole, broken = Training(network(), ADAM, XOR), Training(network(), ADAM, XOR)
    whole.advance(500)
    for steps in (1, 2, 3, 94, 200, 200):
        assert broken.advance(steps) == steps
        broken.at(broken.count // 2)
    assert broken.losses.tobytes() == whole.losses.tobytes()
    assert _bytes(broken, 500) == _bytes(whole, 500)


@pytest.mark.parametrize("start", [None, 5, {"w11": 0.25}])
def test_what_a_document_remembers_leads_to_the_same_state(start: object) -> None:
    descent = replace(ADAM, start=start)  # type: ignore[arg-type]  # one of the three kinds
    training = Training(network(), descent, XOR)
    training.advance(300)
    there = training.at(250)
    kept = replace(
        network().with_values(there.parameters), trained=training.trained(250), descents=(descent,)
    )
    again = Training(untrained(kept), None, XOR)
    again.advance(250)
    assert again.at(250) == there
    assert again.update_at(250) == training.update_at(250)


def test_it_can_be_read_while_it_goes_on() -> None:
    descent = replace(ADAM, steps=4_000)
    training = Training(network(), descent, XOR, TINY)
    with ThreadPoolExecutor(1) as beside:
        going = beside.submit(training.advance, 4_000)
        seen = []
        while not going.done():
            count = training.count
            assert len(training.losses) >= count + 1
            seen.append((count // 2, _bytes(training, count // 2)))
        assert going.result() == 4_000
    assert seen
    for step, found in seen:
        assert _bytes(training, step) == found


def test_it_stops_when_it_is_asked_to() -> None:
    training = Training(network(), ADAM, XOR)
    asked = iter([False, False, True])
    assert 3 <= training.advance(3_000, lambda: next(asked)) < 3_000
    assert training.stop is None
    training.advance(3_000)
    assert training.count == 3_000


def test_all_parameters_of_a_hundred_thousand_small_steps_fit() -> None:
    history = History(3 * 33, 33, MOST_BYTES * 7 // 8)  # 2-8-1 with Adam
    for _ in range(100):
        history.add(np.zeros((1_000, 3 * 33)))
    assert history.parameters.every == 1
    assert history.whole.every == 8


def test_courses_are_the_values_of_the_steps_that_are_kept() -> None:
    training = Training(network(), ADAM, XOR, TINY)
    training.advance(100)
    found = training.courses(["w11", "c"])
    assert 1 < len(found.steps) <= 101
    for at, step in enumerate(found.steps):
        assert found.values["c"][at] == training.at(int(step)).parameters["c"]
    gradients = training.gradient_courses(["c"], 10)
    assert len(gradients.steps) == 10
    for at, step in enumerate(gradients.steps):
        moved = {one.id: one for one in training.update_at(int(step)).moved}
        assert gradients.values["c"][at] == moved["c"].gradient


@pytest.mark.parametrize("pieces", [[1] * 40, [40], [3, 17, 20], [39, 1]])
def test_every_kth_is_kept(pieces: list[int]) -> None:
    kept, number = Kept(5, 2, 8 * 2 * 6), 5
    for size in pieces:
        kept.add(np.array([[n, 2 * n, -1] for n in range(number, number + size)], dtype=float))
        number += size
    assert kept.every == 8
    assert kept.steps.tolist() == [5, 13, 21, 29, 37]
    assert kept.part(slice(0, 2)).tolist() == [[n, 2 * n] for n in kept.steps]
    found = kept.floor(30)
    assert found is not None
    assert (found.step, found.vector.tolist()) == (29, [29, 58])
    assert kept.floor(4) is None


def test_what_was_handed_out_of_the_losses_stays() -> None:
    losses = Losses()
    losses.add(np.arange(3.0))
    early = losses.all
    losses.add(np.arange(3.0, 5_000.0))
    assert early.tolist() == [0, 1, 2]
    assert losses.all.tolist() == [*range(5_000)]
    with pytest.raises(ValueError, match="read-only"):
        early[0] = 1
