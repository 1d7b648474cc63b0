"""Dialogs of Qt's own in the window's dress: nothing in them is blank."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from graphviz_app.gui.app import make_application
from graphviz_app.gui.widgets.dress import dress
from graphviz_app.theme import DARK, LIGHT, PROJECTOR, Theme


@pytest.fixture(params=[LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
def dressed(request: pytest.FixtureRequest) -> Iterator[Theme]:
    make_application()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application, request.param)
    yield request.param
    dress(application, LIGHT)


def _painted(image: QImage, area: QRect) -> int:
    """How many pixels differ from the corner of the area."""
    ground = image.pixel(area.topLeft())
    across, down = range(area.left(), area.right()), range(area.top(), area.bottom())
    return sum(image.pixel(x, y) != ground for x in across for y in down)


def test_no_button_of_a_file_dialog_is_blank(qtbot: QtBot, dressed: Theme) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    buttons = [b for b in dialog.findChildren(QToolButton) if b.isVisible()]
    assert len(buttons) >= 5
    for button in buttons:
        side = min(button.iconSize().width(), button.iconSize().height())
        assert min(button.width(), button.height()) >= side
        inner = button.rect().adjusted(4, 4, -4, -4)
        assert _painted(button.grab().toImage(), inner) > side * side / 6
