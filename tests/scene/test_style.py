"""Colours that can be read."""

import pytest
from PySide6.QtGui import QColor

from graphviz_app.scene.style import READABLE, contrast, readable, style_of
from graphviz_app.theme import THEMES, Theme

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


@THEME
@pytest.mark.parametrize("op", ["input", "parameter", "target", "constant", "add"])
def test_numbers_are_readable_on_every_node(theme: Theme, op: str) -> None:
    style = style_of(theme)
    fill, _ = style.leaf_colors(op)
    for color in (style.value, style.gradient):
        assert contrast(readable(color, fill), fill) >= READABLE
    assert contrast(style.ink, fill) >= READABLE


@THEME
def test_numbers_on_edges_are_readable_on_canvas_and_in_groups(theme: Theme) -> None:
    style = style_of(theme)
    for color in (style.value, style.gradient, style.ink):
        text = readable(color, style.deepest_ground)
        assert contrast(text, style.deepest_ground) >= READABLE
        assert contrast(text, style.canvas) >= READABLE


@THEME
def test_titles_are_readable_on_nodes_and_tabs(theme: Theme) -> None:
    style = style_of(theme)
    assert contrast(style.muted, style.node) >= READABLE
    assert contrast(style.muted, style.tab) >= READABLE
    assert contrast(style.ink, style.tab) >= READABLE


def test_readable_colours_are_left_alone() -> None:
    blue = QColor("#0067B1")
    assert readable(blue, QColor("white")) == blue


def test_hopeless_colours_are_deepened_until_they_can_be_read() -> None:
    grey = QColor("#777777")
    assert contrast(readable(grey, grey), grey) >= READABLE


@THEME
def test_words_are_no_smaller_than_the_numbers_around_them(theme: Theme) -> None:
    style = style_of(theme)
    for one in (style.caption, style.mark, style.word_sign):
        assert one.size >= style.smallest_number
    for one in (style.wire_mark, style.wire_word_sign):
        assert one.size >= style.smallest_on_wires
