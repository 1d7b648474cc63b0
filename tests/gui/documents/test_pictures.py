"""Pictures that carry a graph are opened, dropped and pasted, at the same moment and view."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.export.at import at_of
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.putting import put
from graphviz_app.gui.documents.opening import OPEN_FILTER
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.resources import examples
from tests.formats.carrying.samples import FILES, png
from tests.gui.window_steps import Answer, answer_with, change_value, settled, type_text

TEXT = "x = input(3)\nw = parameter(2)\nL = tanh(w*x)\n"
VIEW = View("lines", "TB", values=False, style="wires", stride="level")
CARRIED = Carried(TEXT, "mine.cg", VIEW, "backward:1")
SUFFIXES = tuple(suffix for suffix in FILES if suffix != ".apng")


def _picture(folder: Path, suffix: str = ".png", carried: Carried = CARRIED) -> Path:
    file = folder / f"shown{suffix}"
    file.write_bytes(put(suffix, FILES[suffix], carried))
    return file


def _is_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    """The graph, how it is looked at, and when."""
    qtbot.waitUntil(lambda: settled(window))
    assert window.document.text == TEXT
    view = window.drawing.view
    assert [getattr(view, name) for name, said in VIEW._asdict().items() if said is not None] == [
        said for said in VIEW if said is not None
    ]
    schedule = window.player.schedule
    assert schedule is not None
    assert at_of(schedule, window.player.t) == "backward:1"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_is_opened_where_it_was_left(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    file = _picture(tmp_path, suffix)
    assert window.files.open_path(file)
    _is_as_it_was(window, qtbot)
    assert window.document.name == "Copy of shown.cg"
    assert window.document.path is None
    assert not window.document.unsaved
    assert window.files.recent()[0] == file


def test_the_picture_and_a_file_beside_it_are_never_replaced(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _picture(tmp_path)
    before = file.read_bytes()
    (tmp_path / "shown.cg").write_text("old")
    window.files.open_path(file)
    type_text(window, TEXT.replace("3", "4"))
    offered: list[str] = []

    def choose(*given: object) -> tuple[str, str]:
        offered.append(str(given[2]))
        return str(given[2]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel.value)
    assert not window.files.save()
    assert offered == [str(tmp_path / "shown.cg")]
    assert (tmp_path / "shown.cg").read_text() == "old"
    assert file.read_bytes() == before


def test_unsaved_work_is_asked_about_first(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_value(window)
    asked = answer_with(window, monkeypatch, Answer.Cancel)
    text = window.document.text
    assert not window.files.open_path(_picture(tmp_path))
    window.files.take(_bytes(window, tmp_path))
    assert len(asked) == 2
    assert window.document.text == text


def test_another_document_after_it_is_seen_finished(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.open_path(_picture(tmp_path))
    _is_as_it_was(window, qtbot)
    window.files.open_path(next(path for path in examples() if path.stem == "neuron"))
    qtbot.waitUntil(lambda: settled(window))
    assert window.player.t == window.player.finished
    assert window.drawing.view.reading == "operators"


@pytest.mark.parametrize("at", ["backward:99", "nonsense", "update:1", ""])
def test_a_moment_that_is_not_there_is_the_end(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, at: str
) -> None:
    window.files.open_path(_picture(tmp_path, carried=CARRIED._replace(at=at)))
    qtbot.waitUntil(lambda: settled(window))
    assert window.player.t == window.player.finished > 0


def test_a_foreign_picture_is_told_apart_and_nothing_is_lost(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(FILES[".png"])
    before = window.document.text
    assert not window.files.open_path(tmp_path / "a.png")
    assert window.stage.notice.sentence.startswith("a.png is a PNG picture, which holds no graph")
    (tmp_path / "a.png").write_bytes(png((b"tEXt", b'graphviz_app\0{"graphviz_app":2}')))
    assert not window.files.open_path(tmp_path / "a.png")
    assert "by a newer version" in window.stage.notice.sentence
    assert window.document.text == before


def test_text_with_a_mistake_is_opened_to_be_mended(window: MainWindow, tmp_path: Path) -> None:
    file = _picture(tmp_path, carried=Carried("x = input(1)\ny = (", "", VIEW))
    assert window.files.open_path(file)
    assert window.document.draft == "x = input(1)\ny = ("


def _bytes(_window: MainWindow, _folder: Path) -> QMimeData:
    data = QMimeData()
    data.setData("image/png", put(".png", FILES[".png"], CARRIED))
    return data


def _svg(_window: MainWindow, _folder: Path) -> QMimeData:
    data = QMimeData()
    data.setData("image/svg+xml", put(".svg", FILES[".svg"], CARRIED))
    data.setText("some words")
    return data


def _page(_window: MainWindow, _folder: Path) -> QMimeData:
    data = QMimeData()
    letters = base64.b64encode(put(".png", FILES[".png"], CARRIED)).decode()
    data.setHtml(f'<meta charset="utf-8"><img src="data:image/png;base64,{letters}" alt="a">')
    data.setUrls([QUrl("https://example.org/a.png")])
    return data


def _address(_window: MainWindow, _folder: Path) -> QMimeData:
    data = QMimeData()
    letters = base64.b64encode(put(".svg", FILES[".svg"], CARRIED)).decode()
    data.setUrls([QUrl(f"data:image/svg+xml;base64,{letters}")])
    return data


def _markup(_window: MainWindow, _folder: Path) -> QMimeData:
    data = QMimeData()
    data.setText(put(".svg", FILES[".svg"], CARRIED).decode())
    return data


def _file(_window: MainWindow, folder: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_picture(folder)))])
    data.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    return data


Brought = Callable[[MainWindow, Path], QMimeData]
WAYS = pytest.mark.parametrize("brought", [_bytes, _svg, _page, _address, _markup, _file])


@WAYS
def test_a_picture_is_dropped(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, brought: Brought
) -> None:
    data = brought(window, tmp_path)
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(_event(data))
    _is_as_it_was(window, qtbot)
    assert window.document.unsaved == (brought is not _file)
    assert window.document.name in ("Copy of mine.cg", "Copy of shown.cg")


def _event(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


@pytest.mark.parametrize("brought", [_bytes, _svg, _page, _markup])
def test_a_picture_is_pasted(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, brought: Brought
) -> None:
    QGuiApplication.clipboard().setMimeData(brought(window, tmp_path))
    window.actions_by_id["paste"].trigger()
    _is_as_it_was(window, qtbot)
    assert window.document.unsaved


def _with_text(window: MainWindow, folder: Path) -> QMimeData:
    data = _bytes(window, folder)
    data.setText(TEXT)
    return data


@pytest.mark.parametrize("brought", [_bytes, _with_text, _file])
def test_a_picture_pasted_into_an_empty_text_is_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, brought: Brought
) -> None:
    window.actions_by_id["new"].trigger()
    QGuiApplication.clipboard().setMimeData(brought(window, tmp_path))
    window.left.text.editor.paste()
    _is_as_it_was(window, qtbot)


def test_the_text_of_a_picture_is_pasted_among_other_text(
    window: MainWindow, tmp_path: Path
) -> None:
    type_text(window, "a = input(1)\n")
    QGuiApplication.clipboard().setMimeData(_with_text(window, tmp_path))
    window.left.text.editor.paste()
    assert "a = input(1)" in window.left.text.editor.toPlainText()
    assert "L = tanh(w*x)" in window.left.text.editor.toPlainText()


def test_words_that_come_with_a_foreign_picture_are_pasted(
    window: MainWindow, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setData("image/png", FILES[".png"])
    data.setText("y = input(4)")
    window.actions_by_id["new"].trigger()
    QGuiApplication.clipboard().setMimeData(data)
    window.left.text.editor.paste()
    assert window.left.text.editor.toPlainText() == "y = input(4)"


def test_a_foreign_picture_pasted_into_the_text_is_told_apart(window: MainWindow) -> None:
    data = QMimeData()
    data.setData("image/png", FILES[".png"])
    QGuiApplication.clipboard().setMimeData(data)
    before = window.document.text
    window.left.text.editor.paste()
    assert "holds no graph" in window.stage.notice.sentence
    assert window.document.text == before


@pytest.mark.parametrize("brought", [_bytes, _page])
def test_a_picture_dropped_on_the_text_is_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, brought: Brought
) -> None:
    data = brought(window, tmp_path)
    assert window.eventFilter(window.left.text.editor.viewport(), _event(data))
    _is_as_it_was(window, qtbot)


def test_only_an_address_is_not_fetched(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.png")])
    data.setHtml('<img src="https://example.org/a.png">')
    assert not window.files.take(data)
    assert "nothing is fetched from the network: save the picture" in window.stage.notice.sentence


def test_pixels_alone_hold_no_graph(window: MainWindow) -> None:
    for kind in ("image", "bytes"):
        data = QMimeData()
        if kind == "image":
            data.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
        else:
            data.setData("image/png", FILES[".png"])
        window.stage.notice.clear()
        assert not window.files.take(data)
        assert "This picture holds no graph" in window.stage.notice.sentence


def test_text_beside_a_foreign_picture_is_pasted_as_ever(window: MainWindow) -> None:
    data = QMimeData()
    data.setData("image/png", FILES[".png"])
    data.setHtml("<p>a = input(1)</p>")
    data.setText("a = input(1)\nb = -a\n")
    assert window.files.take(data)
    assert window.document.trace.value("b") == -1


def test_a_damaged_one_is_told(window: MainWindow) -> None:
    data = QMimeData()
    data.setData("image/png", png((b"tEXt", b"graphviz_app\0{")))
    assert not window.files.take(data)
    assert window.stage.notice.sentence.startswith("This picture carries a graph that is damaged")


def test_the_dialog_offers_pictures() -> None:
    first = OPEN_FILTER.split(";;")[0]
    assert all(f"*{suffix}" in first for suffix in (".cg", ".png", ".svg", ".pdf", ".html"))
