"""The picture on the clipboard: each program that it is pasted into finds what it takes."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from graphviz_app.export.copying import Copied
from graphviz_app.formats.carrying.finding import found_in
from graphviz_app.gui.export.copying import PNG, SVG, mime_of
from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import settled, type_text


@pytest.fixture
def copied(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose picture was copied."""
    qtbot.waitUntil(lambda: settled(window))
    QGuiApplication.clipboard().clear()
    window.actions_by_id["copy_picture"].trigger()
    qtbot.waitUntil(lambda: there().hasImage())
    return window


def there() -> QMimeData:
    """What is on the clipboard; an empty one has nothing at all."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if data is None else data


def test_all_forms_are_there(copied: MainWindow) -> None:
    data = there()
    image = QImage.fromData(data.data(PNG))
    assert image.width() > 200
    assert data.data(SVG).trimmed().startsWith(b"<")
    assert data.text() == copied.document.text
    assert "Copied the picture" in copied.stage.status.text()


def test_image_and_curves_carry_the_graph(copied: MainWindow) -> None:
    for form in (PNG, SVG):
        found = found_in(bytes(there().data(form).data()))
        assert found is not None
        assert found.text == copied.document.text
        assert found.at == "END"


def test_a_step_is_copied_as_it_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(window))
    seen = []
    for move in (window.player.to_start, window.player.to_end):
        move()
        QGuiApplication.clipboard().clear()
        window.exports.copy()
        assert "Copying the picture" in window.stage.status.text()
        qtbot.waitUntil(lambda: there().hasImage())
        seen.append(there().data(PNG).data())
    assert seen[0] != seen[1]


def test_pasted_back_it_is_the_graph(copied: MainWindow, qtbot: QtBot) -> None:
    text = copied.document.text
    type_text(copied, "x = input(1)\ny = tanh(x)")
    qtbot.waitUntil(lambda: settled(copied))
    copied.files.paste()
    assert copied.document.text == text


def test_a_page_holds_the_image_at_its_size() -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    data = mime_of(Copied(_png(image), b"<svg/>", 'x = input(1)  # <"'), 0.5)
    assert 'width="100" height="50"' in data.html()
    assert 'alt="x = input(1)  # &lt;&quot;"' in data.html()


def test_what_is_not_ready_is_not_copied(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(window))
    window.start_typing()
    window.exports.copy()
    assert "not ready" in window.stage.notice.sentence


def _png(image: QImage) -> bytes:
    from graphviz_app.export.raster import png_of

    return png_of(image)
