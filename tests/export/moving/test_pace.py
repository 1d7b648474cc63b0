"""A film rests where there is more to be read, shows all of it, and begins with a card."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from graphviz_app.core.pieces import finished
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.view import View
from graphviz_app.export.moving import card
from graphviz_app.export.moving.card import SECONDS, subtitle
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.pace import paced
from graphviz_app.export.moving.reel import count_of, reel
from graphviz_app.export.moving.script import Instant, Script
from graphviz_app.export.moving.strip import PAGE_SECONDS
from graphviz_app.export.moving.tiles import pixels_of
from graphviz_app.formats import load
from graphviz_app.resources import examples
from graphviz_app.scene.picture import Picture
from tests.export.moving.steps import moving_of as small


@pytest.fixture(scope="module")
def network(qapp: QApplication) -> Moving:
    """Neurons, of which each step has much to say."""
    path = next(path for path in examples() if path.stem == "three-two-one-network")
    wish = Wish((640, 360), fps=4, end="backward:3")
    return moving_of(load(path), View(reading="neurons"), wish)


def test_each_second_of_a_script_has_its_time(timeline: Schedule) -> None:
    script = Script(timeline, 0.0, 2.0, hold=0.5, first=1.0, last=2.0)
    assert script.seconds == pytest.approx(1.0 + 0.8 + 0.5 + 0.8 + 2.0)
    seconds = (0.0, 0.5, 1.4, 1.8, 2.2, 2.7, 9.0)
    times = (0.0, 0.0, 0.5, 1.0, 1.0, 1.5, 2.0)
    assert [script.t_at(second) for second in seconds] == pytest.approx(times)
    longer = replace(script, more=(0.0, 3.0, 0.0))
    assert longer.seconds == pytest.approx(script.seconds + 3)
    assert longer.instant(4.0) == pytest.approx(Instant(1.0, 4.0 - 1.8 - 0.5))
    assert longer.instant(2.0).over < 0
    assert longer.t_at(5.7) == pytest.approx(1.5)


def test_a_step_stays_until_all_parts_of_its_caption_were_seen(network: Moving) -> None:
    slow = finished(paced(network))
    assert any(more >= PAGE_SECONDS for more in slow.script.more)
    first, *_ = (place for place, more in enumerate(slow.script.more) if more)
    arrived = next(
        n / 4 for n in range(2000) if slow.script.t_at(n / 4) >= slow.script.steps[first]
    )
    strips = []
    for number, shown in enumerate(reel(slow)):
        if arrived <= number / 4 and slow.script.t_at(number / 4) == slow.script.steps[first]:
            strips.append(pixels_of(shown.image)[-80:].copy())
    assert np.any(strips[0] != strips[-1])
    assert len(strips) >= 4 * slow.script.more[first]
    without = replace(network, caption=False)
    assert finished(paced(without)).script.seconds < slow.script.seconds


def test_a_film_begins_with_its_title(picture: Picture, timeline: Schedule) -> None:
    plain = small(picture, timeline)
    titled = replace(plain, title=True)
    first = round(SECONDS * titled.fps)
    assert count_of(titled) == count_of(plain) + first
    frames = [pixels_of(shown.image).copy() for shown in reel(titled)]
    assert np.all(frames[0] == frames[first - 1])
    others = [pixels_of(shown.image).copy() for shown in reel(plain)]
    assert all(np.all(a == b) for a, b in zip(frames[first:], others, strict=True))
    assert np.any(frames[0] != frames[first])


@pytest.mark.parametrize("size", [(360, 640), (480, 480), (960, 540)])
@pytest.mark.parametrize("title", ["LSTM: two steps with the same weights", "Long " * 400])
def test_a_long_title_is_in_lines_within_its_card(
    picture: Picture,
    timeline: Schedule,
    size: tuple[int, int],
    title: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(card, "title_of", lambda _: title)
    moving = replace(small(picture, timeline), size=size)
    image = QImage(*size, QImage.Format.Format_RGB32)
    card.paint_card(image, moving)
    words = pixels_of(image)[: size[1] // 2 - 4, :, :3]
    inked = np.argwhere(np.any(words != words[0, 0], axis=2))
    top, left = inked.min(axis=0)
    assert inked[:, 1].max() - left <= 0.87 * size[0]
    assert top > 0.15 * size[1]
    assert left > 0.06 * size[0]
    assert len(inked) > 300


def test_the_card_says_what_is_seen(timeline: Schedule) -> None:
    assert subtitle(Script(timeline, 0.0, timeline.finished)) == "Forward, Backward: 3 steps"
    assert subtitle(Script(timeline, 0.0, 1.0)) == "Forward: 1 step"
    assert subtitle(Script(timeline, 1.0, 1.0)) == ""
