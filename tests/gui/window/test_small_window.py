"""The smallest window and a projector's: nothing is clipped, nothing lies over anything else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from graphviz_app.gui.window.main_window import MainWindow

SIZES = [(760, 480), (1024, 768)]


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _squeezed(widget: QWidget) -> bool:
    least = widget.minimumSizeHint()
    return widget.width() < min(least.width(), 60) or widget.height() < least.height()


def clipped(window: QWidget) -> list[str]:
    """Visible words and fields that have less room than they need, or are beyond the window."""
    kinds = (QAbstractButton, QLineEdit, QLabel)
    widgets: list[QWidget] = [w for kind in kinds for w in window.findChildren(kind)]
    return [
        f"{type(widget).__name__} {widget.property('text')} {_box(widget, window)}"
        for widget in widgets
        if widget.isVisible() and widget.width() and not _scrolls(widget, window)
        if (len(str(widget.property("text"))) > 1 and _squeezed(widget))
        or widget.visibleRegion().boundingRect() != widget.rect()
    ]


def _plain(_window: MainWindow) -> None:
    """As it is."""


def _search(window: MainWindow) -> None:
    window.search()
    window.stage.find_bar.field.setText("*")


def _notice(window: MainWindow) -> None:
    window.stage.notice.complain(
        "A sentence that says at some length what went wrong and what can be done about it.",
        ("Try again", lambda: None),
        ("Discard", lambda: None),
    )


def _notice_and_search(window: MainWindow) -> None:
    _notice(window)
    _search(window)


def _presenting(window: MainWindow) -> None:
    window.looks.set_presenting(True)


def _presenting_and_search(window: MainWindow) -> None:
    _presenting(window)
    _search(window)


def _gallery(window: MainWindow) -> None:
    window.show_gallery()


def _gallery_and_notice(window: MainWindow) -> None:
    window.show_gallery()
    _notice(window)


def _help(window: MainWindow) -> None:
    window.guide.show_help()


STATES = [
    *(_plain, _search, _notice, _notice_and_search, _presenting, _presenting_and_search),
    *(_gallery, _gallery_and_notice),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_nothing_is_clipped(
    window: MainWindow, qtbot: QtBot, state: Callable[[MainWindow], None], size: tuple[int, int]
) -> None:
    window.resize(*size)
    state(window)
    qtbot.wait(50)
    assert (window.width(), window.height()) == size
    assert clipped(window) == []


@pytest.mark.parametrize(("presenting", "size"), [(False, SIZES[0]), (True, SIZES[1])])
def test_the_export_dialog_fits_into_a_small_window(
    window: MainWindow, qtbot: QtBot, presenting: bool, size: tuple[int, int]
) -> None:
    window.looks.set_presenting(presenting)
    window.exports.picture()
    dialog = next(d for d in window.findChildren(QDialog) if d.objectName() == "exportDialog")
    least = dialog.minimumSizeHint()
    assert least.width() <= size[0]
    assert least.height() <= size[1]
    dialog.resize(least)
    qtbot.wait(20)
    assert clipped(dialog) == []


def test_the_search_does_not_lie_over_what_it_has_found(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(*SIZES[0])
    for words in ("w", "*", "sigmoid", "L"):
        window.search()
        window.stage.find_bar.field.setText(words)
        qtbot.wait(10)
        current = window.stage.find_bar.current
        found = window.view.to_viewport(window.scene.node_rect(current))
        assert not found.intersects(window.stage.find_bar.geometry())
        assert window.view.viewport().rect().contains(found)


@pytest.mark.parametrize("size", SIZES)
def test_the_help_has_its_close_button_in_view(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.guide.show_help()
    qtbot.wait(20)
    assert window.guide.overlay is not None
    assert clipped(window.guide.overlay) == []
