"""LaTeX in one line as runs of text, and as plain words."""

import pytest

from graphviz_app.explain.tones import toned
from graphviz_app.export.pptx.formulas import Run, runs_of, spoken


def test_letters_are_italic_and_scripts_are_scripts() -> None:
    assert runs_of("w_{24}") == (Run("w", True), Run("24", script=-1))
    assert runs_of(r"\mathrm{e}^{-x}") == (
        Run("e"),
        Run("−", script=1),
        Run("x", True, script=1),
    )
    assert runs_of(r"\mathrm{yi}_1") == (Run("yi"), Run("1", script=-1))


def test_signs_have_room_only_between_operands() -> None:
    assert "".join(run.text for run in runs_of(r"w \cdot x + b") or ()) == "w · x + b"
    assert "".join(run.text for run in runs_of(r"-y \cdot u") or ()) == "−y · u"
    assert "".join(run.text for run in runs_of(r"{\left(-y - t\right)}^2") or ()) == "(−y − t)2"


def test_accents_stand_on_their_letter() -> None:
    assert runs_of(r"\hat{y}_1") == (Run("y\u0302", True), Run("1", script=-1))


def test_words_keep_the_room_between_them() -> None:
    assert "".join(run.text for run in runs_of(r"\mathrm{LSTM cell}") or ()) == "LSTM cell"


def test_a_part_has_its_tone() -> None:
    runs = runs_of(f"x = {toned('2', 'value')}")
    assert runs is not None
    assert [(run.text.strip(), run.tone) for run in runs] == [("x", ""), ("=", ""), ("2", "value")]


@pytest.mark.parametrize(
    "latex", [r"\frac{a}{b}", r"\sqrt{x}", r"\begin{cases} a & b \\ c & d \end{cases}", "{"]
)
def test_what_takes_more_than_a_line_is_not_one(latex: str) -> None:
    assert runs_of(latex) is None


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{\partial L}{\partial w} = \frac{a + b}{2}", "∂L/∂w = (a + b)/2"),
        (r"h_{12}^2", "h₁₂²"),
        (r"\sqrt{x}", "√x"),
        (r"W_{ij}", "W_ij"),
        (r"\left(W_{i+1}\right)^{n-1}", "(W_(i + 1))^(n − 1)"),
        (r"-a \cdot (-b) = -1 - 2", "−a · (−b) = −1 − 2"),
        ("{", "{"),
    ],
)
def test_a_formula_can_be_said_on_one_line(latex: str, words: str) -> None:
    assert spoken(latex) == words
