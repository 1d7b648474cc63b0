"""Scripts: each is run by itself, and gives the gradients of the engine."""

import ast
import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import backward_pass
from graphviz_app.core.gradcheck import op_cases, op_graph
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.formats import load, parse
from graphviz_app.formats.backward_text import Language, backward_text
from graphviz_app.resources import examples

LANGUAGES: tuple[Language, ...] = ("numpy", "torch")
needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
each_language = pytest.mark.parametrize(
    "language", [pytest.param("numpy"), pytest.param("torch", marks=needs_torch)]
)
DUMP = """
import json as _json
_found = {}
for _name, _gradient in gradients.items():
    _plain = _gradient.tolist() if hasattr(_gradient, "tolist") else _gradient
    _found[_name] = _plain
print("\\n" + _json.dumps(_found))
"""


def gradients(script: str) -> Mapping[str, Any]:
    """What is in ``gradients`` when the script has been run, by Python alone."""
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", script + DUMP],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def many(scripts: Mapping[str, str]) -> Mapping[str, Mapping[str, Any]]:
    """The same of several, in one process: starting PyTorch takes longer than they do."""
    whole = [
        f"import json as _json, contextlib as _c, io as _io\n_all = {{}}\n_texts = {scripts!r}"
    ]
    whole.append(
        "for _key, _text in _texts.items():\n"
        " _space = {'__name__': '__main__'}\n"
        " with _c.redirect_stdout(_io.StringIO()):\n"
        "  try:\n   exec(compile(_text, _key, 'exec'), _space)\n"
        "  except Exception as e:\n   raise RuntimeError(_key + chr(10) + _text) from e\n"
        " _all[_key] = {n: g.tolist() if hasattr(g, 'tolist') else g"
        " for n, g in _space['gradients'].items()}\n"
        "print(_json.dumps(_all))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-"],
        input="\n".join(whole),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: Mapping[str, Mapping[str, Any]] = json.loads(done.stdout)
    return found


def agrees(graph: Graph, found: Mapping[str, Any], what: str) -> None:
    trace = run(graph)
    for name, gradient in found.items():
        np.testing.assert_allclose(
            gradient, trace.gradient(name), rtol=1e-9, atol=1e-12, err_msg=f"{what} {name}"
        )


def test_the_script_of_a_neuron_is_one_that_a_person_writes() -> None:
    text = "# A neuron\nx = input(1.5)\nw = parameter(-0.8)\nz = w*x\nL = sigmoid(z)\n"
    assert (
        backward_text(backward_pass(parse(text)), "numpy")
        == """\
# A neuron
import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


# Given
x = 1.5
w = -0.8

# Forward
z = w * x
L = sigmoid(z)

# Backward
dL = 1.0
dz = dL * L * (1 - L)
dw = dz * x
dx = dz * w

gradients = {
    "L": dL,
    "z": dz,
    "w": dw,
    "x": dx,
}
for name, gradient in gradients.items():
    print("dL/d" + name, "=", gradient)
"""
    )


@each_language
def test_the_examples_give_the_gradients_of_the_engine(language: Language) -> None:
    graphs = {path.stem: load(path) for path in examples()}
    found = many({k: backward_text(backward_pass(g), language) for k, g in graphs.items()})
    for key, graph in graphs.items():
        named = {name: g for name, g in found[key].items() if name in graph.nodes}
        assert named.keys() >= {
            i for i, n in graph.nodes.items() if OPS[n.op].is_leaf and "." not in i
        }
        agrees(graph, named, key)


def _operators() -> dict[str, tuple[Op, Graph]]:
    cases = [(op, case) for op in OPS.values() if not op.is_leaf for case in op_cases(op, seed=3)]
    return {f"{op.name} {case.label}": (op, op_graph(op, case)) for op, case in cases}


@each_language
def test_every_operator_is_written_and_gives_the_gradients_of_the_engine(
    language: Language,
) -> None:
    operators = _operators()
    scripts = {k: backward_text(backward_pass(g), language) for k, (_, g) in operators.items()}
    for key, found in many(scripts).items():
        agrees(
            operators[key][1], {n: g for n, g in found.items() if n in operators[key][1].nodes}, key
        )


def test_numbers_are_floats_and_tensors_arrays() -> None:
    text = "x = input(3)\nv = input([1, 2])\nc = x > 2\ny = x if c else 2*x\nL = sum(v)*y\n"
    kinds = "\nprint([type(g).__mro__[-2].__name__ for g in gradients.values()])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", backward_text(backward_pass(parse(text)), "numpy") + kinds],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(ast.literal_eval(done.stdout.splitlines()[-1])) == {"float", "ndarray"}


AWKWARD = (
    "np",
    "torch",
    "print",
    "lambda_",
    "gradients",
    "name",
    "largest",
    "line",
    "pairs",
    "sum_of",
)


@each_language
def test_names_that_mean_something_to_python_are_changed(language: Language) -> None:
    lines = [f"{name} = input({n + 1})" for n, name in enumerate(AWKWARD)]
    graph = parse("\n".join([*lines, f"L = sum([1, 2])*{'*'.join(AWKWARD)}"]))
    found = gradients(backward_text(backward_pass(graph), language))
    agrees(graph, {name: found[name] for name in AWKWARD}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_from_a_file_becomes_code(language: Language) -> None:
    evil = '"); import os; os.system("x")\n#'
    graph = Graph.of(
        [Node(evil, "input", {"value": 2.0}), Node("z.mul1", "mul"), Node("L", "mul")],
        [
            Edge(evil, "z.mul1", 0),
            Edge(evil, "z.mul1", 1),
            Edge("z.mul1", "L", 0),
            Edge(evil, "L", 1),
        ],
        "L",
    )
    graph = Graph(graph.nodes, graph.edges, "L", title='x\n"""\nimport os')
    script = backward_text(backward_pass(graph), language)
    tree = ast.parse(script)
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported == {"numpy" if language == "numpy" else "torch"}
    assert "system" not in script.replace(script.splitlines()[0], "") or "os_system" in script


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_line_is_written_in_parts(language: Language, tmp_path: Path) -> None:
    graph = parse("x = input(1)\nL = " + " + ".join(["x"] * 3000))
    script = backward_text(backward_pass(graph), language)
    compile(script, "script", "exec")
    if language == "numpy":
        assert gradients(script)["x"] == 3000


def test_a_value_that_is_not_finite_is_met_as_by_the_engine() -> None:
    graph = parse("x = input(0)\nL = 1/x\n")
    script = backward_text(backward_pass(graph), "numpy")
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "dL/dx = -inf" in done.stdout
