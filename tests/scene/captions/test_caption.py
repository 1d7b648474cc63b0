"""Captions of files name nothing that is in the window alone."""

import re
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.choices import Kind
from graphviz_app.core.read_as import read_as
from graphviz_app.core.schedule import Schedule
from graphviz_app.formats import load
from graphviz_app.frames import frame_at
from graphviz_app.resources import examples
from graphviz_app.scene.captions.caption import Caption, caption_of, spoken

WINDOW = re.compile(r"Space|\bR plays|inspector|hover|click|→ takes")


def schedule_of(path: Path, reading: Kind, folded: tuple[str, ...] = ()) -> Schedule:
    return Schedule(read_as(run(load(path), partial=True), reading, folded), stride="node")


def said(caption: Caption) -> str:
    rows = (*caption.rows, *caption.parts)
    return " ".join([spoken(caption), caption.elsewhere, *(row.remark for row in rows)])


@pytest.mark.parametrize("name", ["circle", "lstm-cell", "neuron", "edge-detector", "two-clouds"])
def test_a_caption_of_a_file_points_at_nothing_in_the_window(name: str) -> None:
    path = next(path for path in examples() if path.stem == name)
    readings: tuple[Kind, ...] = ("lines", "neurons")
    for reading in readings:
        schedule = schedule_of(path, reading)
        for t in range(round(schedule.end) + 1):
            caption = caption_of(frame_at(schedule, float(t)), on_screen=False)
            assert not WINDOW.search(said(caption)), t


def test_on_the_screen_it_does() -> None:
    schedule = schedule_of(next(p for p in examples() if p.stem == "neuron"), "operators")
    assert "Press Space" in said(caption_of(frame_at(schedule, 0.0)))
    assert "Space plays" in said(caption_of(frame_at(schedule, schedule.end)))
