"""The player: a clock becomes time on a timeline."""

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import parse
from graphviz_app.gui.play.player import PAUSE_AT_END, SECONDS_PER_MOMENT, SECONDS_PER_STEP, Player


def _timeline(text: str = "x = input(2)\ny = x*x\nz = y + x\n") -> Schedule:
    graph = parse(text)
    return Schedule(ReadRun(run(graph, partial=True), read(graph, "operators")))


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    player = Player()
    player.set_schedule(_timeline(), 0.0)
    return player


def test_a_new_run_is_seen_finished() -> None:
    player = Player()
    player.set_schedule(_timeline())
    assert player.t == player.end == 6


def test_playing_takes_a_moment_per_moment_and_stops_at_the_end(
    player: Player, qtbot: QtBot
) -> None:
    player.play()
    player.advance(SECONDS_PER_MOMENT)
    assert player.t == pytest.approx(1)
    player.advance(SECONDS_PER_MOMENT * 10)
    assert player.t == player.end
    assert not player.playing


def test_playing_at_the_end_begins_at_the_start(player: Player) -> None:
    player.to_end()
    player.play()
    assert player.t == 0
    assert player.playing


def test_speed_multiplies_time(player: Player) -> None:
    player.set_speed(4.0)
    player.play()
    player.advance(SECONDS_PER_MOMENT / 4)
    assert player.t == pytest.approx(1)


def test_faster_and_slower_stay_within_the_list(player: Player) -> None:
    for _ in range(10):
        player.faster()
    assert player.speed == 8
    for _ in range(10):
        player.slower()
    assert player.speed == 0.25


def test_a_loop_rests_and_begins_again(player: Player) -> None:
    player.set_loop(True)
    player.play()
    player.advance(100)
    assert player.t == player.end
    assert player.playing
    player.advance(PAUSE_AT_END)
    assert player.t == 0
    player.advance(SECONDS_PER_MOMENT)
    assert player.t == pytest.approx(1)


def test_a_step_while_a_loop_rests_is_just_a_step(player: Player) -> None:
    player.set_loop(True)
    player.play()
    player.advance(100)
    player.step_back()
    player.advance(10)
    assert player.t == player.end - 1


def test_a_longer_run_is_played_to_its_own_end(player: Player) -> None:
    player.play()
    player.set_schedule(_timeline("x = input(3)\ny = x*x\nz = y + x\nu = z*x\n"))
    player.advance(100)
    assert player.t == player.end == 8


def test_a_step_moves_to_the_next_moment_and_rests(player: Player) -> None:
    player.step_forward()
    player.advance(SECONDS_PER_STEP / 2)
    assert player.t == pytest.approx(0.5)
    player.advance(SECONDS_PER_STEP)
    assert player.t == 1
    assert not player.playing


def test_quick_steps_are_all_counted(player: Player) -> None:
    for _ in range(3):
        player.step_forward()
    player.advance(1)
    assert player.t == 3


def test_a_step_back_goes_to_the_start_of_the_moment_under_way_then_one_more(
    player: Player,
) -> None:
    player.scrub(3.25)
    player.step_back()
    player.advance(1)
    assert player.t == 3
    player.step_back()
    player.advance(1)
    assert player.t == 2


def test_steps_stop_at_both_ends(player: Player) -> None:
    player.step_back()
    player.advance(1)
    assert player.t == 0
    player.to_end()
    player.step_forward()
    player.advance(1)
    assert player.t == player.end


def test_stepping_pauses_playing(player: Player) -> None:
    player.play()
    player.advance(0.1)
    player.step_forward()
    assert not player.playing
    player.advance(1)
    assert player.t == 1


def test_scrubbing_pauses_and_stays_within_the_run(player: Player) -> None:
    player.play()
    player.scrub(99)
    assert player.t == player.end
    assert not player.playing


def test_another_run_of_the_same_graph_keeps_the_time(player: Player) -> None:
    player.scrub(2.0)
    player.set_schedule(_timeline("x = input(3)\ny = x*x\nz = y + x\n"))
    assert player.t == 2


def test_a_shorter_run_is_not_overshot(player: Player) -> None:
    player.scrub(5.0)
    player.set_schedule(_timeline("x = input(3)\ny = x*x\n"))
    assert player.t == player.end == 4


def test_steps_rest_on_every_moment_and_then_at_the_end(player: Player) -> None:
    assert player.schedule is not None
    seen = []
    for _ in range(round(player.end)):
        player.step_forward()
        player.advance(1)
        assert player.frame is not None
        seen.append(player.frame.moment)
    assert seen == [*player.schedule.moments, None]
    assert player.t == player.end
    player.step_back()
    player.advance(1)
    assert player.frame is not None
    assert player.frame.moment == player.schedule.moments[-1]


def test_playing_shows_the_last_step_as_long_as_the_others(player: Player) -> None:
    assert player.schedule is not None
    shown: dict[object, float] = {}
    player.play()
    while player.playing:
        player.advance(0.01)
        assert player.frame is not None
        at = player.frame.moment
        shown[at] = shown.get(at, 0.0) + 0.01
    for moment in player.schedule.moments:
        assert shown[moment] == pytest.approx(SECONDS_PER_MOMENT, abs=0.03)


def test_without_a_run_nothing_plays(player: Player) -> None:
    player.set_schedule(None)
    player.play()
    player.step_forward()
    player.advance(1)
    assert not player.playing
    assert player.t == 0
    assert player.frame is None


def test_every_tick_tells_a_frame(player: Player, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.frame_changed) as caught:
        player.play()
    assert caught.args[0].schedule is player.schedule
    player.pause()
