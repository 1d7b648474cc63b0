"""The caption strip: one height, everything inside it, in as many parts as it takes."""

import itertools
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.explain.numerals import plain
from graphviz_app.formats import load, parse
from graphviz_app.frames import frame_at
from graphviz_app.gui.play.caption_strip import CaptionStrip
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import Caption, caption_of
from graphviz_app.scene.captions.strip_layout import HEIGHT, TOP, pages_of, scaled
from graphviz_app.scene.typeset.text_line import TextLine
from graphviz_app.theme import PROJECTOR

THEME = scaled(PROJECTOR, 154)
WIDTHS = (1280, 760)
TALL = ("huber", "skip-connection-matrices", "softmax-network-two-losses", "three-two-one-network")
SOME = [path for path in examples() if path.stem in TALL]
LONG = "x = input(2)\ny = exp(x)\nL = " + " + ".join(f"x*y*sin({k}*x*y)" for k in range(1, 12))


def captions(path: Path, kind: Kind) -> list[Caption]:
    trace = run(load(path), partial=True)
    schedule = Schedule(ReadRun(trace, read(trace.graph, kind)))
    return [caption_of(frame_at(schedule, float(t))) for t in range(round(schedule.end) + 1)]


@pytest.mark.parametrize("kind", ["operators", "lines"])
@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_every_part_stays_inside_the_strip(qapp: object, path: Path, kind: Kind) -> None:
    for caption in captions(path, kind):
        for width in WIDTHS:
            for page in pages_of(caption, THEME, width):
                assert max(p.x + p.ink.width for p in page.placed) <= width
                top = min(p.baseline - p.ink.ascent for p in page.placed)
                assert top >= -1 if any(p.tone == "muted" for p in page.placed) else TOP
                assert max(p.baseline + p.ink.descent for p in page.placed) <= 154 * 80 / HEIGHT


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_nothing_in_the_strip_lies_over_anything_else(qapp: object, path: Path) -> None:
    for caption in captions(path, "lines"):
        for page in pages_of(caption, THEME, 1280):
            lines: dict[float, list[tuple[float, float]]] = {}
            for x, baseline, ink, _ in page.placed:
                lines.setdefault(baseline, []).append((x, x + ink.width))
            for spans in lines.values():
                spans.sort()
                assert all(a[1] <= b[0] + 1 for a, b in itertools.pairwise(spans))


def test_what_does_not_fit_is_told_in_parts_and_none_is_lost(qapp: object) -> None:
    trace = run(parse(LONG))
    schedule = Schedule(ReadRun(trace, read(trace.graph, "lines")))
    caption = caption_of(frame_at(schedule, 2.0))
    pages = pages_of(caption, THEME, 1280)
    assert len(pages) > 1
    assert [(page.place, page.of) for page in pages] == [(k, len(pages)) for k in range(len(pages))]
    words = [[p.ink.content for p in page.placed if isinstance(p.ink, TextLine)] for page in pages]
    assert all(f"part {k + 1} of {len(pages)}" in said for k, said in enumerate(words))
    result = plain(caption.rows[0].numbers.rsplit("= ")[-1])
    assert result in words[-1]


def test_the_parts_follow_each_other_and_begin_anew_with_the_next_step(qtbot: QtBot) -> None:
    trace = run(parse(LONG))
    schedule = Schedule(ReadRun(trace, read(trace.graph, "lines")))
    strip = CaptionStrip(PROJECTOR)
    qtbot.addWidget(strip)
    strip.resize(1280, strip.height_in(720))
    assert strip.height() == 154
    strip.show_frame(frame_at(schedule, 2.0))
    page = strip.page
    assert page is not None
    seen = []
    for _ in range(page.of + 1):
        assert strip.page is not None
        seen.append(strip.page.place)
        strip.turn()
    assert seen == [*range(page.of), 0]
    strip.show_frame(frame_at(schedule, 1.0))
    assert strip.page is not None
    assert strip.page.place == 0
    strip.show_frame(None)
    assert strip.page is None
