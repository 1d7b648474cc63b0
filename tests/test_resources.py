"""Fonts, icons, help and examples are where the program looks for them."""

import dataclasses
import re

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage, QRawFont
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from graphviz_app.core.learning.settings import Descent
from graphviz_app.formats import parse
from graphviz_app.resources import examples, font_files, help_page, icon

SHOWN = "0123456789−×÷+=√²³½·∂σΣ≤≥≠→←↑↓∞|ᵀᵘᵛ⁻¹"


def test_fonts_are_the_two_families_with_all_weights(qtbot: QtBot) -> None:
    for path in font_files():
        assert QFontDatabase.addApplicationFont(str(path)) >= 0, path.name
    weights = {QFontDatabase.weight("Inter", style) for style in QFontDatabase.styles("Inter")}
    assert weights == {400, 500, 600, 700}
    assert QFontDatabase.isFixedPitch("JetBrains Mono")


def test_each_font_is_small_and_comes_with_its_licence() -> None:
    assert len(font_files()) == 7
    for path in font_files():
        assert path.stat().st_size < 150_000
        licence = path.parent / f"{path.stem.partition('-')[0]}-LICENSE.txt"
        assert "SIL Open Font License" in licence.read_text(encoding="utf-8")


def test_the_signs_of_operators_are_in_the_font(qtbot: QtBot) -> None:
    for path in font_files():
        if path.stem.startswith("Inter"):
            font = QRawFont(str(path), 16)
            assert [sign for sign in SHOWN if not font.supportsCharacter(ord(sign))] == []


def test_figures_are_tabular(qtbot: QtBot) -> None:
    for path in font_files():
        QFontDatabase.addApplicationFont(str(path))
    font = QFont("Inter")
    font.setPixelSize(20)
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_icon_is_a_picture_in_both_formats(qtbot: QtBot) -> None:
    assert QImage(str(icon("graphviz_app.png"))).width() == 256
    assert QSvgRenderer(str(icon())).isValid()


def test_the_help_explains_the_language() -> None:
    page = help_page()
    for word in ("input(", "parameter(", "target(", "with group(", "grad(w)", " if "):
        assert word in page


def test_what_the_help_says_of_learning_is_so() -> None:
    graph = (
        "x = input(1)\nt = target(3)\nw = parameter(2)\nb = parameter(0)\nL = (w*x + b - t)**2\n"
    )
    section = help_page().partition("## Learning\n")[2].partition("\n## ")[0]
    (block,) = re.findall(r"^```\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert [d.optimizer for d in parse(graph + block).descents] == ["adam", "momentum"]
    words = re.findall(r"`((?:data|descent|frozen|learning_rate)\(.*?\))`", section, re.DOTALL)
    assert len(words) >= 4
    for line in words:
        vector = graph.replace("input(1)", "input([0, 1])").replace("w*x", "sum(w*x)")
        assert parse((vector if "[[" in line else graph) + line) is not None
    fields = {field.name: field.default for field in dataclasses.fields(Descent)}
    told = re.findall(r"`(\w+)=([^`]+)`", section)
    assert {name for name, _ in told} >= fields.keys() - {"optimizer"}
    for name, value in told:
        if name in ("momentum", "alpha", "beta1", "beta2", "epsilon", "gamma", "every"):
            assert float(value) == fields[name]


def test_examples_are_listed_once_each_in_teaching_order() -> None:
    listed = [path.name for path in examples()]
    assert listed[0] == "neuron.cg"
    assert sorted(listed) == sorted(path.name for path in examples()[0].parent.glob("*.cg"))
    assert len(listed) >= 17
