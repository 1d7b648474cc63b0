"""Formulas become curves; what is not understood becomes plain text."""

import subprocess
import sys
import time

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from graphviz_app.explain.tones import runs, toned, unmarked
from graphviz_app.scene.typeset.math_letters import set_letters
from graphviz_app.scene.typeset.math_text import typeset

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    "latex",
    [
        "w",
        "h",
        "w_{11}",
        r"\hat{y}_1",
        r"w^{(2)}_{11}",
        r"\sigma\left(z_1\right)",
        r"\mathrm{loss}",
        r"\frac{1}{2} \cdot {\left(t - a\right)}^2",
        r"-\sum t \cdot \ln p",
    ],
)
def test_simple_formulas_need_no_ziamath(latex: str) -> None:
    assert set_letters(latex, 20.0) is not None


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a}{\frac{b}{c}}",
        r"\sqrt{x}",
        r"\begin{cases} a & c \\ b & \mathrm{else} \end{cases}",
        r"\frac{\partial L}{\partial w}",
    ],
)
def test_every_formula_has_curves_and_measures(latex: str) -> None:
    text = typeset(latex, 20.0)
    assert text.width > 5
    assert text.ascent > 5
    assert text.path.boundingRect().left() == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("latex", [r"\foo{", "}}{", r"\frac{1", "", "_", "^", r"\left", "{", "\\"])
def test_bad_latex_is_shown_as_text_and_never_raises(latex: str) -> None:
    assert (typeset(latex, 20.0).width > 0) == bool(latex)


def test_deep_nesting_does_not_raise() -> None:
    assert typeset("{" * 1500 + "x" + "}" * 1500, 20.0).width > 0


def test_both_typesetters_agree_on_the_size_of_a_name() -> None:
    from graphviz_app.scene.typeset.math_text import _by_ziamath

    letters, full = set_letters("w_{11}", 64.0), _by_ziamath("w_{11}")[""]
    assert letters is not None
    assert letters[""].boundingRect().width() == pytest.approx(
        full.boundingRect().width(), rel=0.08
    )
    assert letters[""].boundingRect().top() == pytest.approx(full.boundingRect().top(), rel=0.05)


def test_size_scales_the_curves() -> None:
    small, large = typeset("x_1", 10.0), typeset("x_1", 30.0)
    assert large.width == pytest.approx(3 * small.width)


def test_subscript_reaches_below_the_baseline() -> None:
    assert typeset("w_1", 20.0).descent > 2 > typeset("w", 20.0).descent


def test_scene_is_imported_without_ziamath(qapp: QApplication) -> None:
    code = "import sys, graphviz_app.scene.graph_scene; sys.exit('ziamath' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("before", "word"),
    [("t \\odot ", "\\ln"), ("= ", "\\sum"), ("(", "\\ln"), ("p + ", "\\exp")],
)
def test_a_function_stands_no_further_from_a_sign_than_a_letter_does(
    before: str, word: str
) -> None:
    ends = []
    for atom in ("p", word):
        whole, alone = set_letters(before + atom + " p", 20.0), set_letters(atom + " p", 20.0)
        assert whole is not None
        assert alone is not None
        ends.append(whole[""].boundingRect().right() - alone[""].boundingRect().right())
    assert ends[1] == pytest.approx(ends[0])


@pytest.mark.parametrize("limits", [r"_{\mathrm{columns}}", r"_{i=1}^{n}"])
def test_parentheses_around_a_sum_are_as_high_as_it_is(limits: str) -> None:
    alone = typeset(rf"\frac{{1}}{{\sum{limits} \frac{{a}}{{b}}}}", 20.0)
    fenced = typeset(rf"\frac{{1}}{{\left(\sum{limits} \frac{{a}}{{b}}\right)^2}}", 20.0)
    assert fenced.ascent + fenced.descent < 1.6 * (alone.ascent + alone.descent)


def test_the_time_for_a_nested_formula_grows_with_its_length_not_with_two_to_its_depth() -> None:
    typeset(r"\sqrt{x}", 20.0)
    latex = "x"
    for _ in range(20):
        latex = rf"\frac{{1}}{{1 + {latex}}}"
    start = time.process_time()
    typeset(latex, 20.0)
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize("word", ["rows", "columns"])
def test_a_word_below_a_sum_stands_clear_of_the_parenthesis(word: str) -> None:
    latex = rf"\left(\sum_{{\mathrm{{{word}}}}} \frac{{a}}{{b}}\right)"
    shapes = typeset(latex, 40.0).path.toSubpathPolygons()
    bracket = min((s.boundingRect() for s in shapes), key=lambda box: box.left())
    assert bracket.height() > 40, "the first shape is the parenthesis"
    foot = bracket.bottom() - 0.35 * bracket.height()
    low = [s.boundingRect() for s in shapes if s.boundingRect().top() > foot]
    assert min(box.left() for box in low) > bracket.right() - 0.3 * bracket.width()


def test_an_underscore_among_words_is_one_sign() -> None:
    from graphviz_app.scene.typeset.math_text import _tight

    assert _tight(r"\text{a.b\_c} + x") == r"\text{a.b_c} + x"
    assert _tight(r"\mathrm{a\_b}") == r"\mathrm{a\_b}"


TONED = (
    rf"\partial L/\partial w = {toned('D_2', 'gradient')} \cdot {toned('x_1', 'value')}",
    rf"\sqrt{{{toned('x', 'value')}}} + {{{toned('y', 'gradient')}}}^{{2}}",
    rf"\left({toned('-0.5', 'value')}\right) \cdot \frac{{{toned('a', 'gradient')}}}{{2}}",
)


@pytest.mark.parametrize("latex", TONED)
def test_tones_move_nothing(latex: str) -> None:
    plainly, in_tones = typeset(unmarked(latex), 30.0), typeset(latex, 30.0)
    assert in_tones.width == pytest.approx(plainly.width, abs=0.01)
    assert in_tones.path.boundingRect().top() == pytest.approx(plainly.path.boundingRect().top())


@pytest.mark.parametrize("latex", TONED)
def test_each_tone_is_painted_in_its_colour(latex: str) -> None:
    colours = (("value", "#0000ff"), ("gradient", "#ff0000"))
    image = QImage(600, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    typeset(latex, 60.0, colours).draw(painter, 10.0, 80.0, QColor("black"))
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(600) for y in range(120)}
    told = {tone for tone, _ in runs(latex)}
    for tone, colour in (*colours, ("", "#000000")):
        assert (colour in seen) == (tone in told), tone
