"""Names and titles from files are shown as they are, by every widget, and nothing is read."""

import ctypes
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from graphviz_app.formats import load
from graphviz_app.gui.documents.compare import Compare, Version
from graphviz_app.gui.documents.offers import UnsavedMenu
from graphviz_app.gui.documents.recovery import Recovered
from graphviz_app.gui.gallery.cards import CardText
from graphviz_app.gui.gallery.gallery import Gallery
from graphviz_app.gui.widgets.elided import ElidedButton
from graphviz_app.gui.widgets.plain import PlainLabel, in_title, message_box, on_button, tip
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.menus import RecentMenu
from graphviz_app.typing_compat import override
from tests.gui.window_steps import inspector_of, settled

IMAGE = "IMAGE"
"""Stands for the path of a real picture."""
NAMES = {
    "image": f'<img src="{IMAGE}">',
    "bold": "<b>x</b>",
    "mnemonic": "&File &amp; &lt;b&gt;",
    "placeholder": "[*]",
    "percent": "%1 %n %s {0}",
    "override": "abc\u202etxt.exe",
    "long": "<i>" + "w" * 180,
    "link": '<a href="file:///etc/passwd">click</a>',
    "style": "<style>*{color:red}</style>x",
}


class _Recording(QTextDocument):
    """What Qt makes of HTML, and what it would load for that."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.setHtml(html)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        self.asked.append(str(name))
        return None


def as_shown(text: str) -> str:
    """What a person reads in a tooltip with this text."""
    if not GuiQt.mightBeRichText(text):
        return text
    document = _Recording(text)
    assert not document.asked, text
    return document.toPlainText()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    from PySide6.QtGui import QImage

    path = tmp_path / "secret.png"
    QImage(640, 480, QImage.Format.Format_RGB32).save(str(path))
    return path


@pytest.fixture
def opened(picture: Path) -> Iterator[Callable[[], bool]]:
    """Whether anybody has opened the picture; only Linux tells."""
    if not sys.platform.startswith("linux"):
        yield lambda: False
        return
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(picture), 0x20) >= 0

    def asked() -> bool:
        try:
            return bool(os.read(watch, 4096))
        except BlockingIOError:
            return False

    yield asked
    os.close(watch)


@pytest.fixture(params=NAMES, ids=str)
def name(request: pytest.FixtureRequest, picture: Path) -> str:
    return NAMES[request.param].replace(IMAGE, str(picture))


@pytest.fixture
def hostile(name: str, tmp_path: Path) -> Path:
    """A file of that name, and in it a graph with the name as its title, ids, labels and group."""
    id_ = name.replace("/", "&#47;").replace("\u202e", "")
    content = {
        "format": 1,
        "title": name,
        "output": "y",
        "nodes": [
            {"id": id_, "op": "input", "attrs": {"value": 2.0}, "group": id_},
            {"id": "w", "op": "parameter", "attrs": {"value": 3.0}},
            {"id": "y", "op": "mul", "inputs": [id_, "w"]},
        ],
        "labels": {"w": name.replace("\u202e", "")},
    }
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / f"{name.replace('/', '&#47;')[:200]}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def check(root: QWidget) -> None:
    """Nothing in a window is taken for anything but text."""
    for widget in (root, *root.findChildren(QWidget)):
        as_shown(widget.toolTip())
        if widget.inherits("QTipLabel"):
            as_shown(widget.text())  # type: ignore[attr-defined]  # a QLabel
        elif isinstance(widget, QLabel) and widget.text():
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            for row in range(model.rowCount()):
                as_shown(str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) or ""))
        for action in (*widget.actions(), *widget.findChildren(QAction)):
            as_shown(action.toolTip())


def hover(widget: QWidget, at: QPoint) -> str:
    """Rest on it; what the tooltip says."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    QApplication.processEvents()
    said = QToolTip.text()
    QToolTip.hideText()
    return said


@pytest.fixture
def shown(make_window: Callable[[], MainWindow], hostile: Path, qtbot: QtBot) -> MainWindow:
    window = make_window()
    window.start(hostile)
    qtbot.waitUntil(lambda: window.drawing.schedule is not None and settled(window))
    return window


def test_titles_and_file_names_are_shown_as_they_are(
    shown: MainWindow, name: str, hostile: Path, opened: Callable[[], bool], qtbot: QtBot
) -> None:
    window = shown
    heading = window.top_bar._heading
    said = hover(heading, QPoint(5, 5))
    assert as_shown(said) == f"{hostile.name} — {name}"
    title = window.windowHandle().title()
    assert title == f"{hostile.name} — graphviz_app"
    for subject in (None, *load(hostile).nodes, 0, 1):
        inspector_of(window).show_element(subject)
        QApplication.processEvents()
        check(window)
        for button in inspector_of(window).findChildren(ElidedButton):
            assert button._whole.startswith(button.text().replace("&&", "&")[:3])
    window.stage.find_bar.open_bar()
    window.stage.find_bar.field.setText(name[:30])
    for id_ in load(hostile).nodes:
        at = window.view.to_viewport(window.scene.node_rect(id_)).center()
        qtbot.mouseMove(window.view.viewport(), at)
        said = hover(window.view.viewport(), at)
        assert id_ in as_shown(said)
    window.player.to_start()
    while window.player.t < window.player.end:
        window.player.step_forward()
        as_shown(hover(window.transport.bar, QPoint(window.transport.bar.width() // 2, 5)))
        check(window)
    assert not opened()


def test_edits_of_hostile_names_can_be_undone_and_are_named(
    shown: MainWindow, hostile: Path, opened: Callable[[], bool], qtbot: QtBot
) -> None:
    window = shown
    id_ = next(iter(load(hostile).nodes))
    window.scene.set_selection([id_])
    window.value_editing.change(id_, 5.0)
    qtbot.waitUntil(lambda: settled(window))
    assert as_shown(window.actions_by_id["undo"].toolTip()) == f"Undo: change {id_}"
    button = window.top_bar.words["undo"]
    assert as_shown(hover(button, QPoint(5, 5))) == f"Undo: change {id_}"
    window.editing.copy()
    assert id_ in window.stage.status.sentence or window.stage.notice.sentence
    window.editing.delete()
    qtbot.waitUntil(lambda: settled(window))
    check(window)
    assert window.windowHandle().title() == f"{hostile.name}* — graphviz_app"
    window.undo()
    window.undo()
    qtbot.waitUntil(lambda: settled(window))
    check(window)
    assert not opened()


def test_messages_about_hostile_files_are_plain(
    shown: MainWindow,
    hostile: Path,
    opened: Callable[[], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = shown
    broken = hostile.with_suffix(".cg")
    broken.write_text(f"x = {hostile.stem}\n", encoding="utf-8")
    window.files.open_path(broken)
    assert broken.name in window.stage.notice.sentence
    check(window)
    data = QMimeData()
    data.setText(hostile.read_text(encoding="utf-8").replace('"format"', hostile.stem))
    window.files.take(data)
    check(window)
    boxes: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        boxes.append(box)
        check(box)
        return QMessageBox.StandardButton.Discard.value

    monkeypatch.setattr(QMessageBox, "exec", answer)
    type(window.files).ask_unsaved(window.files)
    assert hostile.name in boxes[0].text()
    assert not opened()


def test_lists_of_files_are_plain(
    shown: MainWindow, name: str, hostile: Path, opened: Callable[[], bool], qtbot: QtBot
) -> None:
    window = shown
    recent = RecentMenu(lambda: [hostile], lambda _path: None, lambda: None, window)
    recent.fill()
    entry = recent.actions()[0]
    assert entry.text().replace("&&", "\0").count("&") == 0
    assert entry.text().replace("&&", "&") == hostile.name
    assert as_shown(entry.toolTip()) == str(hostile)
    window.show_gallery()
    assert isinstance(window.gallery, Gallery)
    window.gallery.set_recent([hostile])
    card = CardText(name, name, hostile, words=name.casefold())
    window.gallery.cards.show_cards([card])
    qtbot.wait(50)
    check(window)
    item = window.gallery.cards.model().index(0, 0)
    assert as_shown(item.data(Qt.ItemDataRole.ToolTipRole)) == name
    jumps = [one for one in window.gallery.findChildren(ElidedButton) if one._whole]
    assert hostile.name in [one._whole for one in jumps]
    window.leave_gallery()
    window.exports.picture()
    for top in QApplication.topLevelWidgets():
        if top.inherits("QDialog"):
            check(top)
            top.close()
    assert not opened()


def test_unsaved_work_and_other_versions_are_plain(
    shown: MainWindow, hostile: Path, opened: Callable[[], bool], qtbot: QtBot
) -> None:
    window, notice = shown, shown.stage.notice
    work = Recovered(hostile.with_suffix(".none"), hostile, 0.0, "{}", f"# {hostile.stem}\nx = 1")
    copy = replace(work, path=None, copy_of=hostile.name)
    for one in (work, copy):
        notice.tell(window.offers.sentence(one), (hostile.name, lambda: None))
        assert hostile.name in notice.sentence
        check(window)
    menu = UnsavedMenu(window.offers, window.recovery, window)
    window.recovery.kept = lambda: [work, copy]  # type: ignore[method-assign]
    menu.fill()
    for entry in menu.actions()[:2]:
        assert hostile.name in entry.text().replace("&&", "&")
        assert entry.text().replace("&&", "").count("&") == 0
        as_shown(entry.toolTip())
    two = (Version(hostile.name, hostile.stem), Version("In the file", f"{hostile.stem}\ny"))
    dialog = Compare(window.looks.theme, window.offers.sentence(work), two, ("Keep",), window)
    qtbot.addWidget(dialog)
    dialog.show()
    check(dialog)
    waiting = window.patience._dialog(f"Reading {hostile.name} …", True)
    qtbot.addWidget(waiting)
    check(waiting)
    window.stage.large.say(hostile.name)
    window.foot.say(hostile.name)
    window.offers.warn(hostile.name)
    check(window)
    assert not opened()


def test_buttons_show_every_letter(qtbot: QtBot, name: str) -> None:
    button = ElidedButton(name)
    qtbot.addWidget(button)
    button.resize(4000, 30)
    button.show()
    assert button.text().replace("&&", "&") == name
    assert button.text().replace("&&", "").count("&") == 0
    assert isinstance(button, QAbstractButton)
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("text", ["a\nb", "a\tCtrl+Q", "a\r\n\u2028b", "a\x00\x1bb"])
def test_a_button_and_a_title_have_one_line_and_no_key(text: str) -> None:
    for made in (on_button(text), in_title(text)):
        assert made.isprintable()
        assert made[0] + made[-1] == text[0] + text[-1]


@pytest.mark.parametrize("text", ["a < b", "x\n<b>y</b>", "", "−0.5", "a & b"])
def test_a_tip_that_is_not_taken_for_html_stays_as_it_is(text: str) -> None:
    assert tip(text) == text


@pytest.mark.parametrize(
    "text", ["<b>a</b>\n  two  spaces\n&amp;", "&lt;", "<br>", "<img src=x>" * 9, "<b>\ta</b>"]
)
def test_a_tip_reads_as_its_text(text: str) -> None:
    assert as_shown(tip(text)) == text


def test_a_tip_is_not_longer_than_can_be_read() -> None:
    assert len(as_shown(tip("<b>" * 1_000_000))) == len(tip("x" * 5000)) == 2000


def test_a_message_box_is_plain_throughout(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = message_box(parent, "[*]", "<b>x</b>", "<img src=y>")
    check(box)
    assert [label.text() for label in box.findChildren(QLabel)][-2:] == ["<b>x</b>", "<img src=y>"]
    assert isinstance(PlainLabel("<b>"), QLabel)
