"""The gallery: examples as pictures, to begin with."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from graphviz_app.core.reading import Reading
from graphviz_app.errors import LayoutError
from graphviz_app.gui.gallery.cards import read_card
from graphviz_app.gui.gallery.gallery import Gallery
from graphviz_app.layout import Box, EdgePath, Layout
from graphviz_app.resources import examples
from graphviz_app.theme import DARK, LIGHT


def in_a_row(reading: Reading, *_further: object) -> Layout:
    """A layout without Graphviz."""
    places = {id_: (150.0 * i, 0.0) for i, id_ in enumerate(reading.nodes)}
    edges = tuple(
        EdgePath((places[e.source], places[e.source], places[e.target], places[e.target]), None)
        for e in reading.edges
    )
    return Layout(places, edges, {}, Box(-100, -50, 150.0 * len(places) + 50, 100))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    texts = {
        "one.cg": "# The first\n# It is about\n# squares.\nx = input(2)\ny = x*x\n",
        "two.cg": "# The second\nx = input(2)\ny = exp(x)\n",
        "broken.cg": "# The third\nx = (\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


@pytest.fixture
def gallery(qtbot: QtBot, files: list[Path], tmp_path: Path) -> Gallery:
    gallery = Gallery(LIGHT, cache=tmp_path / "cache", lay_out=in_a_row)
    qtbot.addWidget(gallery)
    gallery.set_examples(files)
    gallery.resize(1200, 800)
    return gallery


def drawn(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.show()
    qtbot.waitUntil(lambda: not gallery.thumbnails.busy)


def test_what_can_be_trained_is_marked_and_found_by_that_word(
    gallery: Gallery, files: list[Path], qtbot: QtBot
) -> None:
    files[1].write_text(f"{files[1].read_text('utf-8')}\ndescent(rate=0.1)\n", encoding="utf-8")
    gallery.set_examples(files)
    gallery.filter.setText("learns")
    assert gallery.titles() == ["The second"]
    drawn(qtbot, gallery)
    picture = gallery.cards.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(60)}
    assert QColor(LIGHT.parameter_tint).name() in seen
    gallery.filter.setText("first")
    picture = gallery.cards.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(60)}
    assert QColor(LIGHT.parameter_tint).name() not in seen


def test_title_and_description_are_the_comments_at_the_top(files: list[Path]) -> None:
    card = read_card(files[0])
    assert card is not None
    assert (card.title, card.about) == ("The first", "It is about squares.")
    assert read_card(files[0].with_name("gone.cg")) is None


def test_every_example_has_a_title_and_a_description() -> None:
    for path in examples():
        card = read_card(path)
        assert card is not None
        assert card.title
        assert card.about


def test_the_two_ways_to_begin_come_first(gallery: Gallery) -> None:
    assert gallery.titles() == [
        "Empty page",
        "Open a file…",
        "The first",
        "The second",
        "The third",
    ]


def test_pictures_appear_and_a_broken_file_does_no_harm(
    qtbot: QtBot, gallery: Gallery, files: list[Path]
) -> None:
    drawn(qtbot, gallery)
    assert set(gallery.cards.painter.pictures) == set(files[:2])
    assert gallery.cards.painter.failed == {files[2]}
    gallery.grab()


def test_pictures_are_kept_until_the_file_changes(
    qtbot: QtBot, gallery: Gallery, files: list[Path], tmp_path: Path
) -> None:
    drawn(qtbot, gallery)
    kept = set((tmp_path / "cache").iterdir())
    assert len(kept) == 2
    again = Gallery(LIGHT, cache=tmp_path / "cache", lay_out=_refuse)
    qtbot.addWidget(again)
    again.set_examples(files[:2])
    drawn(qtbot, again)
    assert set(again.cards.painter.pictures) == set(files[:2])
    files[1].write_text("# Changed\nx = input(2)\ny = x + 1", encoding="utf-8")
    gallery.set_examples(files)
    qtbot.waitUntil(lambda: not gallery.thumbnails.busy)
    assert len(set((tmp_path / "cache").iterdir())) == 3


def _refuse(*_args: object) -> Layout:
    raise LayoutError("no layout today")


def test_without_a_layout_the_card_is_still_there(
    qtbot: QtBot, files: list[Path], tmp_path: Path
) -> None:
    gallery = Gallery(LIGHT, cache=tmp_path / "cache", lay_out=_refuse)
    qtbot.addWidget(gallery)
    gallery.set_examples(files)
    drawn(qtbot, gallery)
    assert gallery.cards.painter.failed == set(files)
    assert "The first" in gallery.titles()


def test_another_theme_has_its_own_pictures(
    qtbot: QtBot, gallery: Gallery, files: list[Path], tmp_path: Path
) -> None:
    drawn(qtbot, gallery)
    light = gallery.cards.painter.pictures[files[0]]
    gallery.set_theme(DARK)
    qtbot.waitUntil(lambda: not gallery.thumbnails.busy)
    assert gallery.cards.painter.pictures[files[0]] != light
    assert len(set((tmp_path / "cache").iterdir())) == 4


def test_a_click_opens_an_example(qtbot: QtBot, gallery: Gallery, files: list[Path]) -> None:
    drawn(qtbot, gallery)
    place = gallery.cards.visualRect(gallery.cards.model().index(2, 0)).center()
    with qtbot.waitSignal(gallery.open_requested) as opened:
        qtbot.mouseClick(gallery.cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [files[0]]


def test_the_first_example_is_chosen_and_keys_move_on(
    qtbot: QtBot, gallery: Gallery, files: list[Path]
) -> None:
    gallery.show()
    with qtbot.waitSignal(gallery.open_requested) as opened:
        qtbot.keyClick(gallery.cards, Qt.Key.Key_Return)
    assert opened.args == [files[0]]
    qtbot.keyClick(gallery.cards, Qt.Key.Key_Left)
    with qtbot.waitSignal(gallery.open_file_requested):
        qtbot.keyClick(gallery.cards, Qt.Key.Key_Return)
    qtbot.keyClick(gallery.cards, Qt.Key.Key_Left)
    with qtbot.waitSignal(gallery.new_requested):
        qtbot.keyClick(gallery.cards, Qt.Key.Key_Return)


def test_the_filter_finds_words_in_title_and_description(
    qtbot: QtBot, gallery: Gallery, files: list[Path]
) -> None:
    gallery.show()
    qtbot.keyClicks(gallery.filter, "squares about")
    assert gallery.titles() == ["The first"]
    with qtbot.waitSignal(gallery.open_requested) as opened:
        qtbot.keyClick(gallery.filter, Qt.Key.Key_Return)
    assert opened.args == [files[0]]
    gallery.filter.setText("nothing like that")
    assert gallery.titles() == []
    assert gallery.nothing.isVisible()
    gallery.filter.clear()
    assert len(gallery.titles()) == 5


@pytest.mark.parametrize(("width", "columns"), [(640, 2), (960, 3), (1200, 4)])
def test_columns_follow_the_width(qtbot: QtBot, gallery: Gallery, width: int, columns: int) -> None:
    gallery.resize(width, 800)
    gallery.show()
    viewport = gallery.cards.viewport().width()
    assert viewport // gallery.cards.gridSize().width() == columns


def test_recent_files_are_offered(qtbot: QtBot, gallery: Gallery, tmp_path: Path) -> None:
    gallery.show()
    recent = tmp_path / "mine & yours.cg"
    gallery.set_recent([recent])
    button = next(b for b in gallery.findChildren(QPushButton) if "mine" in b.text())
    with qtbot.waitSignal(gallery.open_requested) as opened:
        button.click()
    assert opened.args == [recent]
    gallery.set_recent([])
    assert gallery._recent.isHidden()


def test_a_compact_gallery_has_only_examples(
    qtbot: QtBot, files: list[Path], tmp_path: Path
) -> None:
    gallery = Gallery(LIGHT, compact=True, cache=tmp_path / "cache", lay_out=in_a_row)
    qtbot.addWidget(gallery)
    gallery.set_examples(files)
    assert gallery.titles() == ["The first", "The second", "The third"]


def test_hiding_stops_drawing_and_showing_goes_on(
    qtbot: QtBot, gallery: Gallery, files: list[Path]
) -> None:
    gallery.show()
    gallery.hide()
    assert not gallery.thumbnails.busy
    drawn(qtbot, gallery)
    assert set(gallery.cards.painter.pictures) == set(files[:2])
