"""Pictures of a step of learning: each shows the run that its moment is about."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviz_app.core.autodiff import run
from graphviz_app.core.covering import covered, covered_update
from graphviz_app.core.covers import Covers
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.read_as import read_again
from graphviz_app.core.schedule import Schedule
from graphviz_app.covered import is_covered
from graphviz_app.export.inline import svg_element
from graphviz_app.export.painting import painted_image
from graphviz_app.export.picture import drawn_picture, export_picture
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.gui.export.picture.dialog import ExportDialog
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.export.told import told
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import LIGHT

TEXT = "w = parameter(2)\nb = parameter(1)\nL = w*w + b\nlearning_rate(0.1)\n"


def pixels(picture: Picture, schedule: Schedule, t: float) -> np.ndarray:
    painting = painted_image(picture, frame_at(schedule, t), QSize(600, 300), 1.0, False)
    while True:
        try:
            next(painting)
        except StopIteration as end:
            image: QImage = end.value
            return np.frombuffer(image.constBits(), np.uint8).copy()


def test_a_picture_shows_the_run_of_its_moment(qtbot: QtBot) -> None:
    picture, schedule = drawn_picture(parse(TEXT))
    later = picture.with_run(frame_at(schedule, schedule.end).run)
    for t in (schedule.finished, schedule.end):
        assert np.array_equal(pixels(picture, schedule, t), pixels(later, schedule, t))
    finished, end = (pixels(picture, schedule, t) for t in (schedule.finished, schedule.end))
    assert not np.array_equal(finished, end)
    assert svg_element(later, schedule) == svg_element(picture, schedule)


def test_the_dialog_offers_the_finished_picture_of_what_was_run(
    qtbot: QtBot, tmp_path: Path
) -> None:
    picture, schedule = drawn_picture(parse(TEXT))
    frame = frame_at(schedule, schedule.end)
    taken = Taken(picture.with_run(frame.run), frame, tmp_path / "a.cg")
    dialog = ExportDialog(LIGHT, taken)
    qtbot.addWidget(dialog)
    assert dialog.form.moments.button(0).isEnabled()
    assert dialog.job.t == schedule.end
    dialog.form.moments.button(1).click()
    assert dialog.job.t == schedule.finished
    assert dialog.job.picture.run is schedule.run


def test_told_in_full_the_step_is_told_as_well() -> None:
    picture, schedule = drawn_picture(parse(TEXT))
    trace = covered(run(parse(TEXT)), Covers(afters=frozenset("w")))
    hidden = read_again(schedule.run, trace)
    assert hidden is not None
    asked = schedule.renewed(hidden, covered_update(first_update(trace), trace))
    later = picture.with_run(frame_at(asked, asked.end).run)
    plain, steps = told(later, asked)
    assert plain.run is steps.run
    assert not is_covered(frame_at(steps, steps.finished + 1).new_value("w"))
    assert not is_covered(frame_at(steps, steps.end).run.value("L"))


@pytest.mark.parametrize("at", ["update:1", "update", "next:1", "next"])
def test_each_moment_of_a_step_is_drawn_by_name(at: str, tmp_path: Path) -> None:
    written = []
    for moment in ("END", at):
        path = tmp_path / f"{moment.replace(':', '-')}.png"
        export_picture(parse(TEXT), path, at=moment, scale=1.0)
        written.append(path.read_bytes())
    assert written[0] != written[1]
