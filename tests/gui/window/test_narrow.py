"""Room: what gives way in small windows, for long names and for tall formulas."""

from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from graphviz_app.core.view import View
from graphviz_app.errors import LayoutError
from graphviz_app.gui.help.help_overlay import HelpOverlay
from graphviz_app.gui.widgets.elided import ElidedButton
from graphviz_app.gui.widgets.narrow import LOW
from graphviz_app.gui.window.main_window import MainWindow
from graphviz_app.gui.window.menus import help_rows
from graphviz_app.gui.window.side_panels import MIN_WIDTH
from graphviz_app.layout import Layout
from graphviz_app.resources import examples
from graphviz_app.scene.captions.card_layout import fitting
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import LIGHT
from tests.gui.window_steps import MakeWindow, inspector_of, settled, type_text


def _cut_off(part: QWidget) -> list[str]:
    """Words of visible buttons that have less room than they need."""
    buttons = [b for b in part.findChildren(QToolButton) if b.isVisible()]
    return [b.text() for b in buttons if b.width() < b.minimumSizeHint().width()]


@pytest.mark.parametrize("width", [760, 900, 1024, 1280, 1600])
@pytest.mark.parametrize("presenting", [False, True])
def test_no_word_is_cut_off_in_a_narrow_window(
    window: MainWindow, qtbot: QtBot, width: int, presenting: bool
) -> None:
    if presenting:
        window.looks.set_presenting(True)
    window.resize(width, 700)
    qtbot.wait(30)
    assert window.width() == width
    assert _cut_off(window.transport) == []
    assert presenting or _cut_off(window.top_bar) == []
    assert window.transport.bar.width() >= 200
    assert window.transport.speed_button.isVisible()


def test_in_the_smallest_window_words_are_hidden_and_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    undo, loop = window.top_bar.words["undo"], window.transport.extras[-1]
    window.resize(760, 500)
    qtbot.waitUntil(lambda: not undo.isVisible() and not loop.isVisible())
    assert window.top_bar.words["export"].isVisible()
    window.resize(1500, 900)
    qtbot.waitUntil(lambda: undo.isVisible() and loop.isVisible())


def test_the_text_panel_is_never_too_narrow_to_read(window: MainWindow, qtbot: QtBot) -> None:
    for width in (760, 1100, 1600):
        window.resize(width, 800)
        qtbot.wait(20)
        assert window.left.width() >= MIN_WIDTH
    assert window.left.width() >= 300


def test_a_width_given_by_hand_returns_after_narrow_windows_and_restarts(
    window: MainWindow, make_window: MakeWindow, qtbot: QtBot
) -> None:
    window.resize(1600, 800)
    window.columns.want(380, 330)
    window.resize(800, 600)
    qtbot.waitUntil(lambda: window.left.width() < 300)
    window.show_gallery()
    window.close()
    again = make_window()
    again.resize(1600, 800)
    qtbot.waitUntil(lambda: again.left.width() == 380)


def test_panels_that_were_hidden_come_back_as_wide_as_they_were(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: window.left.width() >= 300)
    before = window.columns.sizes()
    window.show_gallery()
    window.leave_gallery()
    assert window.columns.sizes() == before


def test_long_names_do_not_push_numbers_out_of_the_inspector(
    window: MainWindow, qtbot: QtBot
) -> None:
    name = "a_very_long_name_of_forty_characters_xyz"
    type_text(window, f"{name} = parameter(2)\nL = {name}**2\n")
    qtbot.waitUntil(lambda: settled(window))
    inspector = inspector_of(window)
    qtbot.waitUntil(lambda: inspector.widget().width() <= inspector.viewport().width())

    def jump() -> ElidedButton:
        buttons = inspector.widget().findChildren(ElidedButton)
        return next(b for b in buttons if b.accessibleName().endswith("xyz"))

    qtbot.waitUntil(lambda: "…" in jump().text())
    assert jump().toolTip() == name


def test_a_remark_in_the_caption_is_shortened_but_not_cut(window: MainWindow) -> None:
    metrics = QFontMetricsF(font(LIGHT, 12, 400))
    wordings = ("2 of 2 contributions, sum 36", "2 of 2, sum 36", "2 of 2")

    def fitted(width: float) -> str:
        return fitting(wordings, metrics.horizontalAdvance, width)

    whole = metrics.horizontalAdvance(f"({wordings[0]})")
    assert fitted(whole) == f"({wordings[0]})"
    assert fitted(whole - 1) == "(2 of 2, sum 36)"
    assert fitted(metrics.horizontalAdvance("(2 of 2)")) == "(2 of 2)"
    assert fitted(5) == ""


def test_tall_fractions_stay_inside_the_caption_and_the_graph_stays_put(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_text(window, "a = input(2)\ny = a*3\nz = (y + a/y)/(1 + a/(1 + y))\nL = z*z\n")
    qtbot.waitUntil(lambda: settled(window))
    window.drawing.look(View(reading="lines"))
    qtbot.waitUntil(lambda: settled(window))
    card, heights = window.stage.caption, set()
    for t in range(1, round(window.player.end) + 1):
        window.player.scrub(float(t))
        heights.add(card.height())
    assert max(heights) > min(heights)
    transform = window.view.transform()
    for t in range(1, round(window.player.end) + 1):
        window.player.scrub(float(t))
        assert window.view.transform() == transform


def test_the_status_line_leaves_the_rest_of_its_row_to_the_graph(window: MainWindow) -> None:
    status = window.stage.status
    status.say("short")
    short = QRect(status.geometry())
    status.say("a sentence that is longer than that")
    assert short.width() < status.width() < window.stage.width() / 2
    status.say("too long " * 100)
    assert status.geometry().right() < window.stage.zoom.x()


def test_the_help_has_fewer_columns_in_a_small_window(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(760, 480)
    over.show()
    overlay = HelpOverlay(LIGHT, over)
    overlay.set_rows(help_rows())
    overlay.open_over()
    body, view = overlay._scroll.widget(), overlay._scroll.viewport()
    qtbot.waitUntil(lambda: body.width() <= view.width())


def test_a_file_that_cannot_be_opened_is_told_over_the_gallery(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "noise.cg"
    path.write_bytes(bytes(range(256)) * 9)
    window = make_window()
    window.start(path)
    assert window.in_gallery
    assert "noise.cg is not text" in window.stage.notice.sentence
    assert window.stage.notice.isVisible()
    assert window.centralWidget().rect().contains(window.stage.notice.geometry())
    window.leave()
    assert not window.stage.notice.isVisible()


def test_a_text_too_long_to_edit_is_refused_not_loaded(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "long.cg"
    path.write_text("asdf qwer )(\n" * 500_000, encoding="utf-8")
    window = make_window()
    assert not window.files.open_path(path)
    assert "at most" in window.stage.notice.sentence
    assert window.left.text.text() == ""


def test_only_comments_are_a_beginning_not_a_mistake(window: MainWindow) -> None:
    type_text(window, "# My first graph\n\n")
    assert window.left.text.card.isHidden()
    assert window.stage.hint.isVisible()
    assert window.stage.status.sentence == ""
    window.editing.add_node()
    assert window.stage.entry.is_open, "a plan is no mistake: the canvas can be used"
    type_text(window, "# My first graph\nx = inputt(2)\n")
    assert window.left.text.card.property("card") == "error"


def test_a_match_that_is_seen_does_not_move_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    window.view.fit()
    transform, place = window.view.transform(), window.view.horizontalScrollBar().value()
    window.search()
    qtbot.keyClicks(window.stage.find_bar.field, "w")
    assert window.stage.find_bar.current == "w"
    assert window.view.transform() == transform
    assert window.view.horizontalScrollBar().value() == place


def test_the_gallery_begins_at_its_top(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(860, 560)
    window.start(None)
    qtbot.wait(50)
    assert window.gallery is not None
    assert window.gallery.cards.verticalScrollBar().value() == 0


def test_while_another_file_is_laid_out_the_picture_before_is_not_shown_as_its_own(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    slow: Future[Layout] = Future()
    monkeypatch.setattr(window.drawing._layouts._service, "submit", lambda *_a, **_k: slow)
    window.files.open_path(examples()[0])
    assert window.scene.trace is not None  # a quick layout does not flicker
    qtbot.waitUntil(window.stage.busy.isVisible)
    assert [window.scene.trace, inspector_of(window).run] == [None, None]
    assert window.stage.caption.isHidden()
    slow.set_exception(LayoutError("the layout was stopped"))
    qtbot.waitUntil(window.stage.notice.isVisible)
    assert window.stage.notice.buttons[0].text() == "Try again"
    assert window.document.copy_of == examples()[0].name


def test_a_panel_dragged_wider_stays_so(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: window.columns.width() == 1600)
    window.columns.moveSplitter(420, 1)
    window.columns.moveSplitter(1200, 2)
    assert window.columns.wanted == (420, 399)
    window.resize(1580, 880)
    qtbot.waitUntil(lambda: window.columns.width() == 1580)
    assert window.columns.sizes()[0] == 420


def test_a_low_window_gives_its_height_to_the_graph(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "a = input(2)\nL = a**2 + a\n")
    qtbot.waitUntil(lambda: settled(window))
    for width, height, share in ((1600, 1000, 0.6), (1280, 720, 0.6), (1024, 768, 0.6)):
        window.resize(width, height)
        window.player.scrub(2.0)
        qtbot.waitUntil(lambda: window.stage.caption.isVisible())
        qtbot.wait(50)
        room, bar = window.view.room, window.transport
        assert (bar.height() <= 56) == (height < LOW)
        assert room.height() >= share * height
        assert room.bottom() <= window.stage.caption.y()
        assert _cut_off(bar) == []


def test_a_low_timeline_names_its_parts_above_the_track(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "a = input(2)\nL = a**2 + a\n")
    qtbot.waitUntil(lambda: settled(window))
    window.resize(1280, 720)
    qtbot.wait(50)
    bar = window.transport.bar
    assert bar.low
    below = bar._track().bottom()
    assert bar._track().top() >= 24
    assert bar.height() - below >= window.looks.theme.px(8)
