"""Where the keys go is seen: a ring on whatever has the focus, light and dark."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow
from tests.gui.window_steps import inspector_of, settled, type_text

ROUND = 120
"""Pixels around the smallest button: less than that is not a ring."""
REACH = 3
CONTRAST = 48
"""Of 255, by which a colour has to be another."""


def _nothing(_window: MainWindow) -> None:
    """As it begins."""


def _a_node(window: MainWindow) -> None:
    window.scene.set_selection(["z"])


def _an_edge(window: MainWindow) -> None:
    window.scene.set_selection([0])


def _a_leaf_and_a_complaint(window: MainWindow) -> None:
    window.scene.set_selection(["w"])
    window.stage.notice.complain("Something.", ("Try again", lambda: None))


def _something_told(window: MainWindow) -> None:
    window.stage.notice.tell("Something.", ("Restore", lambda: None))


def _the_search(window: MainWindow) -> None:
    window.search()
    window.stage.find_bar.field.setText("*")


def _a_matrix(window: MainWindow) -> None:
    type_text(window, "W = parameter([[1, 2], [3, 4]])\nv = input([1, 2])\ny = sum(W @ v)\n")
    window.left.text.apply_now()
    window.scene.set_selection(["W"])


def _the_operators(window: MainWindow) -> None:
    window.left.tabs.setCurrentIndex(1)


def _the_examples(window: MainWindow) -> None:
    window.left.tabs.setCurrentIndex(2)


def _the_gallery(window: MainWindow) -> None:
    assert window.document.path is not None
    window.show_gallery()
    assert window.gallery is not None
    window.gallery.set_recent([window.document.path])


STATES = [
    *(_nothing, _a_node, _an_edge, _a_leaf_and_a_complaint, _something_told),
    *(_a_matrix, _the_search, _the_operators, _the_examples, _the_gallery),
]


def _reached_by_tab(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QPlainTextEdit | QLabel)  # a caret, marked words
        and not widget.objectName().startswith("qt_")
    ]


def _seen(widget: QWidget) -> QImage:
    window = widget.window()
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(box.adjusted(-REACH, -REACH, REACH, REACH) & window.rect()).toImage()


def _differing(one: QImage, other: QImage) -> int:
    """How many pixels have clearly another colour."""
    kind = QImage.Format.Format_RGB32
    first, second = (
        np.frombuffer(image.convertToFormat(kind).constBits(), np.uint8).astype(int)
        for image in (one, other)
    )
    differences = np.abs(first - second).reshape(-1, 4)[:, :3].max(axis=1)
    return int(np.count_nonzero(differences >= CONTRAST))


def _without_and_with_focus(widget: QWidget, elsewhere: QWidget) -> tuple[QImage, QImage]:
    elsewhere.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    before = _seen(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return before, _seen(widget)


def without_a_ring(widgets: Iterable[QWidget], elsewhere: QWidget) -> list[str]:
    """Names of widgets that look the same, or nearly so, with the focus and without it."""
    found = []
    for widget in widgets:
        before, after = _without_and_with_focus(widget, elsewhere)
        if before.size() != after.size():  # something else has come in meanwhile, beside it
            before, after = _without_and_with_focus(widget, elsewhere)
        differing = _differing(before, after)
        if not widget.hasFocus() or differing < min(ROUND, widget.width() + widget.height()):
            name = widget.accessibleName() or widget.property("text") or widget.objectName()
            found.append(f"{type(widget).__name__} {name}: {differing}")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_the_focus_is_seen_wherever_tab_leads(
    window: MainWindow, qtbot: QtBot, state: Callable[[MainWindow], None], theme: str
) -> None:
    window.looks.choose(theme)
    state(window)
    qtbot.waitUntil(lambda: settled(window))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widgets = [widget for widget in _reached_by_tab(window) if widget is not window]
    assert len(widgets) > 2
    assert without_a_ring(widgets, window) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_in_the_export_dialog(
    window: MainWindow, qtbot: QtBot, theme: str
) -> None:
    window.looks.choose(theme)
    window.exports.picture()
    dialog = next(d for d in window.findChildren(QDialog) if d.objectName() == "exportDialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert without_a_ring(_reached_by_tab(dialog), dialog) == []


def test_the_tab_that_has_the_keys_has_a_ring_around_it(window: MainWindow, qtbot: QtBot) -> None:
    bar, ring = window.left.tabs.tabBar(), QColor(window.looks.theme.value).rgb()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    image, box = bar.grab().toImage(), bar.tabRect(0)
    middle = box.center()
    assert ring in {image.pixel(middle.x(), y) for y in range(3)}
    sides = [[image.pixel(x, middle.y()) for x in range(box.left(), box.right() + 1)]]
    assert sides[0].index(ring) < 10
    assert sides[0][::-1].index(ring) < 10


def test_tab_twice_leaves_the_canvas_and_shift_tab_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    entry = window.stage.entry
    window.view.setFocus()
    open_ = []
    for widget in (window.view, entry):
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        open_.append(entry.is_open)
    assert open_ == [True, False]
    after = window.focusWidget()
    assert after is not None
    assert after not in (window.view, entry)
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert window.view.hasFocus()


def test_tab_with_something_typed_stays_and_what_was_kept_is_not_lost(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    entry = window.stage.entry
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    qtbot.keyClicks(entry, "3 +")
    qtbot.keyClick(entry, Qt.Key.Key_Tab)
    assert entry.is_open
    entry.left_alone()
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    qtbot.keyClick(entry, Qt.Key.Key_Tab)
    assert not window.view.hasFocus()
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    assert entry.text() == "3 +"


def test_tab_leaves_the_canvas_also_while_nothing_can_be_added(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    type_text(window, "x = = 2\n")
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Tab)
    assert not window.stage.entry.is_open
    assert not window.view.hasFocus()


def test_tab_goes_all_the_way_round(window: MainWindow, qtbot: QtBot) -> None:
    """By keys alone every part of the window is reached, and none is a trap."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.left.tabs.setCurrentIndex(1)  # in the text Tab indents, Esc leads on
    window.view.setFocus()
    reached: list[QWidget] = []
    for _ in range(80):
        focus = window.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        if focus is not window.stage.entry:
            reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert focus is window.view
    parts = (window.left, inspector_of(window), window.top_bar, window.transport, window.stage.zoom)
    for part in parts:
        assert any(part is widget or part.isAncestorOf(widget) for widget in reached), part


def test_a_clicker_steps_also_while_a_tab_has_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar = window.left.tabs.tabBar()
    bar.setFocus()
    window.player.to_start()
    qtbot.keyClick(bar, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.player.t == 1)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert window.left.tabs.currentIndex() == 1
    assert window.player.t == 1


def test_tab_stays_in_the_help_that_lies_over_everything(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.view.setFocus()
    window.guide.show_help()
    overlay = window.guide.overlay
    assert overlay is not None
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Tab):
        focus = window.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        assert window.focusWidget() is overlay.dismiss
    qtbot.keyClick(overlay.dismiss, Qt.Key.Key_PageDown)
    qtbot.keyClick(overlay.dismiss, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert window.view.hasFocus()
