"""What will be, at its real size."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviz_app.core.pieces import finished
from graphviz_app.export.picture import drawn_picture
from graphviz_app.export.raster import png
from graphviz_app.export.setting import USUAL
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.gui.export.preview.preview import Preview


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    """Shows x², in a room that is large enough."""
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(900, 600)
    preview.show()
    qtbot.waitExposed(preview)
    return preview


def show(preview: Preview, points: float, transparent: bool = False) -> None:
    picture, schedule = drawn_picture(parse("x = input(1.5)\ny = x**2"))
    frame = frame_at(schedule, schedule.finished)
    preview.show_picture(picture, frame, replace(USUAL, points=points, transparent=transparent))
    preview._lay()


def test_where_there_is_room_it_has_its_real_size(preview: Preview) -> None:
    show(preview, 0.75)
    across, _ = preview.paper.spans
    picture, _, _ = preview._shown or pytest.fail("nothing is shown")
    inches = picture.bounds.width() * 0.75 / 72
    assert across.end - across.start == pytest.approx(inches * preview.logicalDpiX())
    assert preview.zooms.checkedId() == 1


def test_what_is_larger_is_all_in_sight_until_it_is_asked_for(preview: Preview) -> None:
    show(preview, 6.0)
    paper = preview.paper
    assert preview.zooms.checkedId() == 0
    assert paper.size_on_screen.width() < paper.viewport().width()
    assert preview.zoomed.text().endswith(" %")
    preview.zooms.button(1).click()
    assert paper.horizontalScrollBar().maximum() > 0
    before = paper.spans[0].start
    paper.horizontalScrollBar().setValue(100)
    assert paper.spans[0].start == before - 100
    assert preview.across.span == paper.spans[0]


def test_it_is_what_is_written_to_the_pixel(preview: Preview) -> None:
    show(preview, 0.75)
    picture, frame, setting = preview._shown or pytest.fail("nothing is shown")
    image = preview.paper.image
    assert image is not None
    scale = image.width() / picture.bounds.width()
    written = QImage.fromData(finished(png(picture, frame, replace(setting, scale=scale)))())
    here, there = (
        pixels(one.convertToFormat(QImage.Format.Format_RGB32)) for one in (image, written)
    )
    rows, columns = min(here.shape[0], there.shape[0]), min(here.shape[1], there.shape[1])
    assert np.array_equal(here[:rows, :columns], there[:rows, :columns])


def test_a_ground_that_is_left_out_is_chequered(preview: Preview) -> None:
    show(preview, 0.75)
    opaque = preview.paper.grab().toImage()
    show(preview, 0.75, transparent=True)
    assert preview.paper.grab().toImage() != opaque


def pixels(image: QImage) -> np.ndarray:
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), :3]
