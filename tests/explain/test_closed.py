"""Closed forms: by sympy, held against the engine and against differences."""

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphviz_app import resources
from graphviz_app.core.autodiff import run
from graphviz_app.explain.closed import Asking, Closed, closed_forms
from graphviz_app.explain.closed.closed import KNOWN, asked
from graphviz_app.formats import load, parse

SLOW = "import sys, time\nfor line in sys.stdin:\n    print('{\"where\": []}', flush=True)\n"


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    asking = Asking()
    yield asking
    asking.close()


def forms(asking: Asking, text: str, by: str = "x") -> Closed:
    trace = run(parse(text), partial=True)
    assert trace.graph.output is not None
    return closed_forms(trace, trace.graph.output, by, asking)


def latex(found: Closed) -> dict[str, str]:
    return {form.title: form.latex for form in found.forms}


def test_sigmoid_is_told_in_its_value_and_in_its_operand(asking: Asking) -> None:
    found = latex(forms(asking, "x = input(1.5)\na = sigmoid(x)"))
    assert found["by the values on the way"] == r"a \cdot \left(1 - a\right)"
    assert r"\sigma\left(x\right)" in found["in the leaves"]
    assert r"e^{x}" in found["as powers of e"]


def test_the_delta_of_a_neuron_is_told_by_the_values_on_the_way(asking: Asking) -> None:
    text = "x = input(2)\nw = parameter(0.5)\nt = target(1)\na = sigmoid(w*x)\nL = 0.5*(t - a)**2"
    found = latex(forms(asking, text, "w"))
    first = found["by the values on the way"]
    assert first == r"a \cdot x \cdot \left(1 - a\right) \cdot \left(a - t\right)"


@pytest.mark.parametrize(
    "text", ["L = x*0.1*3 - x*0.3", "L = (x + 1)**2 - x**2 - 2*x", "L = 1/(x + 1)**40"]
)
def test_rounding_does_not_make_a_form_another_number(asking: Asking, text: str) -> None:
    found = forms(asking, f"x = input(0.7)\n{text}")
    assert found.forms
    assert all(form.equal for form in found.forms)


def test_what_cannot_be_told_of_one_number_costs_no_process(asking: Asking) -> None:
    forms(asking, "x = input(2)\ny = x*x")
    before = asking._process
    assert forms(asking, "x = input(0)\ny = x**0.5").none == "it has no value here"
    assert forms(asking, "x = input(0)\ny = log(x)").none == "it has no value here"
    assert asking._process is before


@pytest.mark.parametrize("path", resources.examples(), ids=lambda path: path.stem)
def test_every_form_of_every_example_is_the_engines_number(asking: Asking, path: Path) -> None:
    trace = run(load(path))
    assert trace.output is not None
    leaves = [id_ for id_, node in trace.graph.nodes.items() if node.op in ("input", "parameter")]
    for leaf in leaves[:2]:
        found = closed_forms(trace, trace.output, leaf, asking)
        assert bool(found.forms) != bool(found.none)
        assert all(form.equal for form in found.forms), found


@pytest.mark.parametrize(
    "function",
    [
        *("abs", "exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sinh", "cosh", "asinh"),
        *("atan", "erf", "softplus", "gelu", "mish", "elu", "selu", "leaky_relu", "hard_tanh"),
        *("expm1", "log1p", "rsqrt", "square", "silu", "softsign", "log_sigmoid"),
    ],
)
@pytest.mark.parametrize("x", [0.7, 0.3])
def test_functions_have_forms_that_are_right(asking: Asking, function: str, x: float) -> None:
    found = forms(asking, f"x = input({x})\ny = {function}(x)*x")
    assert found.forms, found.none
    assert all(form.equal for form in found.forms)


def test_a_case_is_told_with_where_it_holds(asking: Asking) -> None:
    found = forms(asking, "x = input(2)\ny = relu(x)*x")
    assert found.where == ("x > 0",)
    assert [form.latex for form in found.forms] == [r"2 \cdot x"]
    found = forms(asking, "x = input(-2)\ny = relu(x)*x")
    assert found.where == (r"x \leq 0",)
    assert [form.latex for form in found.forms] == ["0"]


def test_cases_beside_the_way_are_not_told(asking: Asking) -> None:
    found = forms(asking, "x = input(2)\nu = input(3)\nv = relu(u)\ny = x*v")
    assert found.where == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = input(2)\ny = floor(x)", "none"),
        ("x = input(2)\ny = stop_gradient(x)*x", "on purpose"),
        ("x = input(0)\ny = sqrt(x)", "no value here"),
        ("x = input([1, 2])\ny = sum(x)", "numbers only"),
        ("x = input(2)\nv = softmax([x, 1])\ny = v[0]", "not a single number"),
        ("x = input(2)\n" + "".join(f"x{i} = x*x\n" for i in range(401)), ""),
    ],
)
def test_where_there_is_none_it_says_why(asking: Asking, text: str, why: str) -> None:
    found = forms(asking, text)
    assert why in found.none
    assert bool(found.none) or all(form.equal for form in found.forms)


def test_what_takes_too_long_is_ended_and_the_next_question_answered(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    asking = Asking(time_limit=0.3, script=script)
    started = time.monotonic()
    found = forms(asking, "x = input(2)\ny = x*x")
    assert found.none == "it was not found in time"
    assert time.monotonic() - started < 3
    assert forms(asking, "x = input(2)\ny = x*x").none
    asking.close()
    assert forms(asking, "x = input(2)\ny = x*x").none


def test_a_process_that_dies_is_told_of(tmp_path: Path) -> None:
    script = tmp_path / "dead.py"
    script.write_text("import sys\nsys.exit(3)\n", encoding="utf-8")
    asking = Asking(script=script)
    assert "stopped" in forms(asking, "x = input(2)\ny = x*x").none
    asking.close()


def test_names_never_become_commands(asking: Asking) -> None:
    found = forms(asking, "lambda_ = input(2)\nsin_ = input(1)\ny = lambda_*sin_", "lambda_")
    assert [form.equal for form in found.forms] == [True]


def test_what_is_asked_is_plain_data(asking: Asking) -> None:
    trace = run(load(next(iter(resources.examples()))))
    assert trace.output is not None
    leaf = next(iter(trace.graph.nodes))
    question = asked(trace, trace.output, leaf)
    assert json.loads(json.dumps(question))["of"] == trace.output


def test_the_algebra_knows_all_that_it_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(__file__).parents[2] / "graphviz_app" / "explain" / "closed"
    monkeypatch.syspath_prepend(str(folder))
    algebra: Any = __import__("algebra")
    known = {*algebra._FUNCTIONS, *algebra._BY_SIGN, *algebra._COMPARED, "where"}
    assert known == KNOWN
    sys.modules.pop("algebra")


def test_the_program_does_not_import_sympy() -> None:
    sources = Path(__file__).parents[2].joinpath("graphviz_app").rglob("*.py")
    users = {path.name for path in sources if re.search(r"^import sympy", path.read_text(), re.M)}
    assert users == {"algebra.py", "forms.py", "printing.py"}
