"""SVGs look like the picture, in whatever shows them."""

from pathlib import Path

import pytest

from graphviz_app.core.view import View
from graphviz_app.export.setting import Setting
from tests.export.svg.drawings import (
    CHROMIUM,
    RSVG,
    apart,
    by_chromium,
    by_qt,
    by_rsvg,
    example,
    painted,
    written,
)

pytestmark = pytest.mark.usefixtures("qapp")
OUTLINES = Setting(text="outlines")
SHOWN = [
    ("neuron", View()),
    ("two-two-two-network", View("neurons")),
    ("softmax", View("lines", locals=True)),
    ("huber", View("lines")),
    ("circle", View(style="wires")),
]


@pytest.mark.parametrize(("name", "view"), SHOWN, ids=str)
def test_curves_are_the_same_picture(name: str, view: View) -> None:
    drawn = example(name, view)
    mean, clear = apart(painted(drawn), by_qt(written(drawn, OUTLINES), drawn[0]))
    assert mean < 0.8
    assert clear < 0.002


@pytest.mark.parametrize("t", [2.3, 14.6])
def test_a_moment_is_the_same_picture(t: float) -> None:
    drawn = example("neuron")
    mean, clear = apart(painted(drawn, t), by_qt(written(drawn, OUTLINES, t), drawn[0]))
    assert mean < 0.8
    assert clear < 0.002


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(("name", "view"), SHOWN[:3], ids=str)
def test_chromium_shows_the_text_as_it_is_painted(name: str, view: View, tmp_path: Path) -> None:
    drawn = example(name, view)
    mean, clear = apart(painted(drawn), by_chromium(written(drawn), tmp_path))
    assert mean < 0.8
    assert clear < 0.002


@pytest.mark.skipif(RSVG is None, reason="rsvg-convert is not installed")
@pytest.mark.parametrize(("name", "view"), SHOWN[:4], ids=str)
def test_rsvg_shows_the_curves_as_they_are_painted(name: str, view: View, tmp_path: Path) -> None:
    drawn = example(name, view)
    mean, clear = apart(painted(drawn), by_rsvg(written(drawn, OUTLINES), tmp_path))
    assert mean < 0.8
    assert clear < 0.002


@pytest.mark.skipif(RSVG is None, reason="rsvg-convert is not installed")
@pytest.mark.parametrize(("name", "view"), SHOWN[:4], ids=str)
def test_with_other_fonts_only_the_letters_differ(name: str, view: View, tmp_path: Path) -> None:
    drawn = example(name, view)
    mean, clear = apart(painted(drawn), by_rsvg(written(drawn), tmp_path))
    assert mean < 6.0
    assert clear < 0.03
