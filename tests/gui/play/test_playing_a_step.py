"""The player where a run ends with a step of learning: where it rests, and what goes on."""

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import NEXT, UPDATE, Schedule
from graphviz_app.formats import parse
from graphviz_app.gui.play.player import SECONDS_PER_MOMENT, Player
from graphviz_app.scene.captions.caption import STEP_NEXT, caption_of
from graphviz_app.scene.captions.moment_titles import moment_title

TEXT = "w = parameter(2)\nb = parameter(1)\nL = w*w + b\nlearning_rate(0.1)\n"
FINISHED, END = 6, 11


def scheduled(text: str = TEXT) -> Schedule:
    trace = run(parse(text))
    return Schedule(read_as(trace, "operators"), update=first_update(trace))


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    player = Player()
    player.set_schedule(scheduled())
    return player


def test_a_run_is_seen_finished_before_its_step(player: Player) -> None:
    assert (player.t, player.finished, player.end) == (FINISHED, FINISHED, END)
    player.set_schedule(scheduled(TEXT.replace("2", "3")))
    assert player.t == FINISHED


def test_what_was_opened_is_played_from_the_start_to_the_very_end(player: Player) -> None:
    player.play()
    assert player.t == 0
    player.advance(100 * SECONDS_PER_MOMENT)
    assert player.t == END
    player.play()
    assert player.t == 0


def test_a_step_on_takes_the_step_of_learning_and_playing_goes_on(player: Player) -> None:
    kinds = []
    while player.t < END:
        player.step_forward()
        player.advance(10)
        assert player.frame is not None
        kinds.append(player.frame.kind)
    assert kinds == [UPDATE, UPDATE, NEXT, NEXT, NEXT]
    player.scrub(FINISHED)
    player.play()
    player.advance(SECONDS_PER_MOMENT)
    assert player.t == pytest.approx(FINISHED + 1)


def test_stepping_back_comes_to_the_finished_picture_again(player: Player) -> None:
    player.to_end()
    assert player.t == END
    for _ in range(END - FINISHED):
        player.step_back()
        player.advance(10)
    assert player.t == FINISHED
    player.play()
    player.advance(SECONDS_PER_MOMENT)
    assert player.t == pytest.approx(FINISHED + 1)


def test_the_end_key_stops_at_the_finished_picture_first(player: Player) -> None:
    player.to_start()
    player.to_end()
    assert player.t == FINISHED
    player.to_end()
    assert player.t == END
    player.to_end()
    assert player.t == END


def test_other_numbers_stay_at_the_same_time_of_the_step(player: Player) -> None:
    for t in (FINISHED + 1.0, FINISHED + 1.5, END):
        player.scrub(t)
        player.set_schedule(scheduled(TEXT.replace("2", "3")))
        assert player.t == t
    player.set_schedule(scheduled(TEXT.replace("learning_rate(0.1)", "")))
    assert player.t == FINISHED == player.end


def test_each_step_says_which_it_is() -> None:
    schedule = scheduled()
    titles = [moment_title(schedule, index) for index in range(-1, END)]
    assert titles == [
        "start of 5 steps",
        "step 1 of 5: compute ×",
        "step 2 of 5: compute L",
        "step 3 of 5: the backward pass starts at L",
        "step 4 of 5: gradient back through L",
        "step 5 of 5: gradient back through ×",
        "end of 5 steps",
        "update 1 of 2: w",
        "update 2 of 2: b",
        "next forward: step 1 of 2: compute ×",
        "next forward: step 2 of 2: compute L",
        "end of the next forward pass",
    ]


def test_the_finished_picture_says_how_it_goes_on(player: Player) -> None:
    assert player.frame is not None
    assert caption_of(player.frame).sentence == STEP_NEXT
    player.to_end()
    assert STEP_NEXT not in str(caption_of(player.frame))
