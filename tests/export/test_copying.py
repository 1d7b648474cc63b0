"""What is copied: one picture in all the forms that a clipboard holds."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from graphviz_app.core.pieces import finished
from graphviz_app.export.copying import MOST_PIXELS, CopyJob
from graphviz_app.export.picture import drawn_picture
from graphviz_app.formats import parse

pytestmark = pytest.mark.usefixtures("qapp")
TEXT = "x = input(1.5)\ny = x**2\n"


def job() -> CopyJob:
    picture, schedule = drawn_picture(parse(TEXT))
    return CopyJob(picture, schedule, 1.0, TEXT)


def test_image_and_curves_show_the_same_and_the_text_is_whole() -> None:
    wanted = job()
    copied = finished(wanted.pieces())
    image = QImage.fromData(copied.png)
    width, height = (float(side) for side in _box_of(copied.svg)[2:])
    assert abs(image.width() - width * 2) <= 2
    assert abs(image.height() - height * 2) <= 2
    assert copied.text == TEXT


def test_an_image_that_many_programs_hold_is_not_too_large() -> None:
    wanted = job()
    large = CopyJob(wanted.picture.seen(QRectF(0, 0, 8000, 6000)), wanted.schedule, 1.0, TEXT)
    assert 8000 * 6000 * large.scale**2 <= MOST_PIXELS * 1.001
    assert wanted.scale == 2.0


def _box_of(svg: bytes) -> list[str]:
    return ElementTree.fromstring(svg).attrib["viewBox"].split()
