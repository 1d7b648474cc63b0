"""Paths as TikZ writes them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from graphviz_app.export.drawn.steps import steps_of
from graphviz_app.export.tex.geometry import corner_radius, is_ellipse, number, path_text


def test_numbers_are_short() -> None:
    assert [number(x) for x in (1.0, -0.001, 2.504, -3.456)] == ["1", "0", "2.5", "-3.46"]


def test_y_goes_up_and_straight_pieces_are_one() -> None:
    path = (("M", (0.0, 0.0)), ("L", (5.0, 5.0)), ("L", (10.0, 10.0)), ("L", (10.0, 20.0)))
    assert path_text(path, (0.0, 10.0)) == "(0,10) -- (10,0) -- (10,-10)"


def test_a_line_that_turns_back_is_kept() -> None:
    path = (("M", (0.0, 0.0)), ("L", (5.0, 0.0)), ("L", (2.0, 0.0)))
    assert path_text(path) == "(0,0) -- (5,0) -- (2,0)"


def test_parts_stay_apart_and_are_closed() -> None:
    path = (
        ("M", (0.0, 0.0)), ("L", (4.0, 0.0)), ("L", (4.0, 4.0)), ("L", (0.0, 0.0)), ("Z", ()),
        ("M", (9.0, 0.0)), ("C", (9.0, 5.0, 12.0, 5.0, 12.0, 0.0)),
    )  # fmt: skip
    assert path_text(path) == (
        "(0,0) -- (4,0) -- (4,-4) -- cycle (9,0) .. controls (9,-5) and (12,-5) .. (12,0)"
    )


def test_round_corners_are_told_from_ellipses_and_tabs() -> None:
    rect = QRectF(0, 0, 80, 40)
    rounded, pill, ellipse, tab = (QPainterPath() for _ in range(4))
    rounded.addRoundedRect(rect, 9, 9)
    pill.addRoundedRect(rect, 20, 20)
    ellipse.addEllipse(rect)
    tab.moveTo(80, 0)
    tab.arcTo(0, 0, 40, 40, 90, 180)
    radii = [corner_radius(steps_of(path)) for path in (rounded, pill, ellipse, tab)]
    assert [None if r is None else round(r, 6) for r in radii] == [9, 20, None, None]
    assert [is_ellipse(steps_of(path)) for path in (rounded, ellipse)] == [False, True]
