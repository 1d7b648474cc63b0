"""Programs in JavaScript: node computes what the engine does, to the last digits."""

import json
import math
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.gradcheck import op_cases, op_graph
from graphviz_app.core.graph import Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.trace import MAX_JACOBIAN, Trace
from graphviz_app.errors import GraphError
from graphviz_app.formats import load, parse
from graphviz_app.formats.code.javascript.library import runtime
from graphviz_app.formats.code.javascript.programs import program_of
from graphviz_app.resources import examples

NODE = shutil.which("node") or ""
needs_node = pytest.mark.skipif(not NODE, reason="node is not installed")
SHARED = Path(__file__).parents[3] / "data" / "worked_examples.json"
CLOSE = 1e-12
_PROLOGUE = """
const told = (x) => JSON.stringify(x, (_, v) =>
  typeof v === "number" && !Number.isFinite(v) ? String(v) : v);
const numbers = (x) => (typeof x === "string" ? Number(x)
  : typeof x === "number" ? x : { s: x.s, d: x.d.map(Number) });
"""
_QUESTION = """
  const leaves = %s, graph = %s, most = %d;
  for (const i in leaves) leaves[i] = numbers(leaves[i]);
  const run = ran(graph, leaves);
  const size_ = (i) => numbersOf(run.values[i]).length;
  const local = ([j, i], e) => run.pulls[e] === null
    || (!graph.plain[i] && size_(i) * size_(j) > most)
    ? null : derivative(graph, run, i, [], [e], graph.plain[i]);
  return { values: run.values, gradients: run.gradients,
    contributions: run.contributions, locals: graph.edges.map(local) };
"""
Answer = Mapping[str, Sequence[Any]]


def plain(value: Any) -> Any:
    """As JSON: what is not finite as a word."""
    if np.ndim(value):
        return {"s": list(np.shape(value)), "d": [plain(x) for x in np.ravel(value)]}
    number = float(value)
    if math.isfinite(number):
        return number
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def question(trace: Trace) -> str:
    """A program, run; as an expression."""
    made = program_of(trace)
    leaves = {i: plain(trace.results.values[i]) for i in made.leaves}
    by_element = [step.op.elementwise for step in trace.program.instructions]
    given = json.dumps(leaves), json.dumps({**made.structure, "plain": by_element}), MAX_JACOBIAN
    return f"(() => {{\n{made.source}\n{_QUESTION % given}}})()"


def answers(traces: Sequence[Trace], at: Path) -> list[Answer]:
    """What node says of them."""
    script = at / "program.js"
    asked = ",\n".join(map(question, traces))
    script.write_text(f"{_PROLOGUE}\nconsole.log(told([{asked}]));", encoding="utf-8")
    told = subprocess.run([NODE, script], capture_output=True, text=True, timeout=60)
    assert not told.returncode, told.stderr[:2000]
    found: list[Answer] = json.loads(told.stdout)
    return found


@np.errstate(all="ignore")
def expected(trace: Trace) -> Answer:
    edges, steps = range(len(trace.program.edges)), trace.program.instructions
    return {
        "values": trace.results.values,
        "gradients": [trace.gradients.get(step.node.id) for step in steps],
        "contributions": [trace.contribution_at(edge) for edge in edges],
        "locals": [trace.local_at(edge) for edge in edges],
    }


def compare(trace: Trace, answer: Answer, name: str) -> None:
    for kind, numbers in expected(trace).items():
        for place, (ours, theirs) in enumerate(zip(numbers, answer[kind], strict=True)):
            where = f"{name}: {kind} {place}"
            assert (ours is None) == (theirs is None), where
            if ours is not None:
                assert_close(np.asarray(ours, float), array(theirs), where)


def array(told: Any) -> "np.ndarray[Any, np.dtype[np.float64]]":
    if isinstance(told, dict):
        return np.array([float(x) for x in told["d"]]).reshape(told["s"])
    return np.asarray(float(told))


@np.errstate(all="ignore")
def assert_close(ours: Any, theirs: Any, where: str) -> None:
    assert ours.shape == theirs.shape, where
    largest = np.max(np.abs(np.where(np.isfinite(ours), ours, 0.0)), initial=0.0)
    near = np.abs(ours - theirs) <= CLOSE * np.maximum(np.abs(ours), 1e-3 * largest)
    same = near | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    assert same.all(), f"{where}: {ours} {theirs}"


def check(graphs: Mapping[str, Graph], at: Path) -> None:
    traces = [run(graph, partial=True) for graph in graphs.values()]
    for name, trace, answer in zip(graphs, traces, answers(traces, at), strict=True):
        compare(trace, answer, name)


@needs_node
def test_every_example_and_worked_example(tmp_path: Path) -> None:
    texts = json.loads(SHARED.read_text(encoding="utf-8"))
    graphs = {example.name: load(example) for example in examples()}
    check(graphs | {one["id"]: parse(one["text"]) for one in texts}, tmp_path)


@needs_node
def test_every_operator_in_all_its_cases(tmp_path: Path) -> None:
    graphs = {
        f"{op.name} {case.label}": op_graph(op, case)
        for op in OPS.values()
        if not op.is_leaf
        for case in op_cases(op)
    }
    assert len(graphs) > 500
    check(graphs, tmp_path)


@needs_node
def test_random_graphs_of_numbers(tmp_path: Path) -> None:
    check({f"seed {seed}": random_graph(seed) for seed in range(60)}, tmp_path)


def random_graph(seed: int) -> Graph:
    """Forty operators on what was there before, kept in range by tanh."""
    rng = np.random.default_rng(seed)
    nodes = [Node(f"x{i}", "parameter", {"value": float(rng.normal())}) for i in range(4)]
    edges: list[Edge] = []
    ops = [op for op in OPS.values() if fits(op)]
    for number in range(40):
        op = ops[int(rng.integers(len(ops)))]
        id_ = f"n{number}"
        known = [node.id for node in nodes]
        edges += [
            Edge(known[int(rng.integers(len(known)))], id_, slot)
            for slot in range(len(op.operands))
        ]
        edges.append(Edge(id_, f"{id_}t", 0))
        nodes += [Node(id_, op.name), Node(f"{id_}t", "tanh")]
    return Graph.of(nodes, edges, nodes[-1].id)


def fits(op: Op) -> bool:
    """Whether it takes any number."""
    return op.elementwise and not (op.is_leaf or op.within or op.steep)


@needs_node
@pytest.mark.parametrize("at", [0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 6.0])
def test_kinks_have_the_same_conventions(at: float, tmp_path: Path) -> None:
    graphs = {
        op.name: Graph.of(
            [*(Node(x, "input", {"value": at}) for x in op.operands), Node("y", op.name)],
            [Edge(x, "y", slot) for slot, x in enumerate(op.operands)],
            "y",
        )
        for op in OPS.values()
        if op.kink and op.elementwise and not op.variadic
    }
    assert len(graphs) > 10
    check(graphs, tmp_path)


@needs_node
def test_saturated_units_keep_their_digits(tmp_path: Path) -> None:
    text = "x = input({})\ny = {}(x)\nL = y*y".format
    points = (-40.0, -18.0, 18.0, 15.5)
    graphs = {f"{f} {x}": parse(text(x, f)) for f in ("sigmoid", "tanh") for x in points}
    logs = "z = input(40)\np = sigmoid(z)\nL = -log(1 - p)"
    check({**graphs, "log": parse(logs)}, tmp_path)


def test_only_what_is_called_stands_in_a_program() -> None:
    made = program_of(run(parse("x = input(2)\ny = x*x"))).source
    assert "t_conv" not in made
    assert "f_sigmoid" not in made


def test_names_of_a_graph_do_not_stand_in_its_program() -> None:
    made = program_of(run(parse("alert = input(2)\nL = alert*alert"))).source
    assert "alert" not in made


def test_a_graph_without_all_values_is_refused() -> None:
    trace = run(parse("x = input(2)\ny = x*..."), partial=True)
    with pytest.raises(GraphError, match="everything has a value"):
        program_of(trace)


def test_each_function_of_the_runtime_is_used_by_another_or_an_operator() -> None:
    called = {f"t_{name}" for name in OPS} | {f"f_{name}" for name in OPS}
    texts = " ".join(runtime().values())
    alone = {name for name in runtime() if name not in called and texts.count(name) < 2}
    asked = {"onesLike", "zerosLike", "plus", "each", "countOf", "keptShape", "shapeOf"}
    assert alone <= asked
