"""A notebook is its code cells below each other."""

import json
from pathlib import Path

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import DocumentError
from graphviz_app.formats import load
from graphviz_app.formats.dialects.notebook import program_of


def notebook(*cells: tuple[str, str]) -> str:
    made = [{"cell_type": kind, "source": text.splitlines(True)} for kind, text in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


LECTURE = notebook(
    ("markdown", "# A neuron\nSome words."),
    ("code", "%matplotlib inline\nimport numpy as np"),
    ("code", "x = np.array([1.0, 2.0])\nw = np.array([0.5, -0.5])"),
    ("markdown", "Forward:"),
    ("code", "y = np.tanh(w @ x)\ny"),
)


def test_its_cells_are_one_program_under_its_heading(tmp_path: Path) -> None:
    assert program_of(LECTURE).startswith(
        "# A neuron\n\n%matplotlib inline\nimport numpy as np\n\nx"
    )
    (tmp_path / "a.ipynb").write_text(LECTURE, encoding="utf-8")
    graph = load(tmp_path / "a.ipynb")
    assert graph.title == "A neuron"
    assert run(graph).value("y") == pytest.approx(-0.46211715726)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "it is not JSON"),
        ('{"cells": 1}', "it has no cells"),
        (notebook(("markdown", "Only words.")), "no cells with code"),
    ],
)
def test_a_notebook_without_code_says_so(text: str, sentence: str) -> None:
    with pytest.raises(DocumentError, match=sentence):
        program_of(text)
