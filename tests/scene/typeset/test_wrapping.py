"""Formulas broken into lines, also where there is no room for any."""

import pytest
from PySide6.QtWidgets import QApplication

from graphviz_app.scene.typeset.wrapping import maths, numbers, wrapped
from graphviz_app.theme import LIGHT


@pytest.mark.parametrize("width", [-40.0, 0.0, 0.5])
@pytest.mark.parametrize("latex", ["", r"-0.2175", r"L = \left[1.5, 2\right] \cdot x = 3 + y"])
def test_where_there_is_no_room_a_formula_is_set_all_the_same(
    qapp: QApplication, latex: str, width: float
) -> None:
    for setting in (maths(LIGHT, 20), numbers(LIGHT, 13, 500)):
        assert len(wrapped(latex, setting, width)) >= 1
