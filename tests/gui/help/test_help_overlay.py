"""The help overlay: all keys, over the window."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.gui.canvas.gestures.table import GESTURES
from graphviz_app.gui.help.help_overlay import HelpOverlay, balanced
from graphviz_app.gui.help.legend import ROW, SAMPLE, Legend
from graphviz_app.gui.help.legend import ROWS as ROWS_OF_LEGEND
from graphviz_app.gui.help.samples import Draw
from graphviz_app.scene.style import style_of
from graphviz_app.theme import DARK, LIGHT

ROWS = [
    ("File", "Open", "Ctrl+O"),
    ("File", "Save", "Ctrl+S"),
    ("Edit", "Undo", "Ctrl+Z"),
    ("Play", "Present", "F5 or F11"),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def overlay(window: QWidget) -> HelpOverlay:
    overlay = HelpOverlay(LIGHT, window)
    overlay.set_rows(ROWS)
    return overlay


def texts(overlay: HelpOverlay) -> list[str]:
    return [label.text() for label in overlay.findChildren(QLabel)]


def test_all_groups_actions_and_keys_are_shown(overlay: HelpOverlay) -> None:
    shown = texts(overlay)
    for words in ("File", "Edit", "Play", "Open", "Ctrl+O", "Undo", "F5", "F11"):
        assert words in shown
    assert "F5 or F11" not in shown


def test_the_text_language_is_told_in_three_sentences(overlay: HelpOverlay) -> None:
    assert sum("input(1.5)" in text or "output(L)" in text for text in texts(overlay)) == 2
    assert any("grad(w) ==" in text for text in texts(overlay))


def test_every_kind_of_gesture_is_told(overlay: HelpOverlay) -> None:
    kinds = {start.gesture for start in GESTURES}
    assert {start.gesture for start in GESTURES if start.about} == kinds
    for start in GESTURES:
        assert any(start.about in text for text in texts(overlay))


def test_it_covers_the_window_and_follows_its_size(window: QWidget, overlay: HelpOverlay) -> None:
    overlay.open_over()
    assert overlay.geometry() == window.rect()
    window.resize(800, 500)
    assert overlay.geometry() == window.rect()
    assert window.rect().contains(overlay.card.geometry())


def test_escape_closes_and_gives_the_focus_back(
    qtbot: QtBot, window: QWidget, overlay: HelpOverlay
) -> None:
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    overlay.open_over()
    with qtbot.waitSignal(overlay.closed):
        qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert overlay.isHidden()
    assert window.focusWidget() is field


def test_a_click_beside_the_card_closes(qtbot: QtBot, overlay: HelpOverlay) -> None:
    overlay.open_over()
    inside = overlay.card.geometry().topLeft() + QPoint(5, 5)
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=inside)
    assert overlay.isVisible()
    with qtbot.waitSignal(overlay.closed):
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert overlay.isHidden()


def test_toggle_opens_and_closes(overlay: HelpOverlay) -> None:
    overlay.toggle()
    assert overlay.isVisible()
    overlay.toggle()
    assert overlay.isHidden()


def test_another_theme_keeps_the_rows(overlay: HelpOverlay) -> None:
    overlay.open_over()
    before = overlay.grab().toImage()
    overlay.set_theme(DARK)
    assert overlay.grab().toImage() != before
    assert "Ctrl+O" in texts(overlay)


def test_groups_are_divided_into_columns_of_similar_height() -> None:
    heights = [8, 18, 9, 26, 15, 3]
    columns = balanced(heights, 3)
    assert sorted(place for column in columns for place in column) == [*range(6)]
    assert [sum(heights[place] for place in column) for column in columns] == [26, 27, 26]
    assert all(list(column) == sorted(column) for column in columns)
    assert balanced([5], 3) == [(0,)]
    assert balanced([1, 1], 3) == [(0,), (1,)]


def test_a_theme_changed_while_it_is_closed_is_worn_when_it_opens(overlay: HelpOverlay) -> None:
    overlay.open_over()
    overlay.close_over()
    page = overlay._scroll.widget()
    overlay.set_theme(DARK)
    assert overlay._scroll.widget() is page
    overlay.open_over()
    assert overlay._scroll.widget() is not page
    assert "F11" in texts(overlay)


def test_folding_the_camera_and_the_new_drawings_are_told(overlay: HelpOverlay) -> None:
    told = " ".join(texts(overlay))
    assert "group's name folds" in told
    assert "follows the step" in told
    legend = overlay.findChild(Legend)
    assert legend is not None
    meanings = legend.accessibleName()
    for word in ("wires", "neuron", "folded group", "missing"):
        assert word in meanings


@pytest.mark.parametrize("draw", [draw for draw, _ in ROWS_OF_LEGEND])
def test_every_sample_of_the_legend_stays_in_its_box(qapp: object, draw: Draw) -> None:
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw(painter, QRectF(40, 20, SAMPLE, ROW - 10), style_of(LIGHT))
    painter.end()
    box = QRect(38, 18, SAMPLE + 4, ROW - 6)
    inked = [QPoint(x, y) for x in range(200) for y in range(80) if image.pixel(x, y) != 0xFFFFFFFF]
    assert inked
    assert all(box.contains(at) for at in inked)
