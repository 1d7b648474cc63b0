"""Large and hostile inputs of the benchmarks: texts and documents, by name."""

import json
import random
from collections.abc import Callable, Sequence

SHAPES = ("{}*{}", "{}+{}", "tanh({}) + {}*0.5", "{} - {}")


def network(lines: int) -> str:
    """Random lines, each of a few operators and of lines shortly before."""
    rng = random.Random(1)
    names = [f"x{i}" for i in range(max(4, lines // 20))]
    rows = [f"{name} = parameter({rng.uniform(-1, 1):.3f})" for name in names]
    while len(names) < lines:
        one, other = (names[max(0, len(names) - 1 - rng.randrange(30))] for _ in "ab")
        rows.append(f"n{len(names)} = " + rng.choice(SHAPES).format(one, other))
        names.append(f"n{len(names)}")
    return "\n".join(rows) + "\n"


STEPS = (("tanh({} - {})", 2), ("tanh({} + {})", 2), ("{}*{}", 1), ("-{}", 1))
"""Formulas that keep numbers and gradients of a usual size, and how many nodes each makes."""


def local_network(nodes: int, steps: Sequence[tuple[str, int]] = STEPS) -> str:
    """Lines of an operator or two on one of the last 20 lines each, with leaves in between.

    As many nodes as asked for; the leaf ``x0`` is used all over the graph.
    """
    rng = random.Random(3)
    rows, names, made = [], list[str](), 0
    while made < nodes:
        if len(names) < 4 or rng.random() < 0.1:
            names.append(f"x{len(names)}")
            rows.append(f"{names[-1]} = {_leaf(rng)}({rng.uniform(-1, 1):.3f})")
            made += 1
            continue
        shape, count = rng.choice([step for step in steps if step[1] <= nodes - made])
        one, other = (names[max(0, len(names) - 1 - rng.randrange(20))] for _ in "ab")
        names.append(f"n{len(names)}")
        rows.append(f"{names[-1]} = {shape.format(one, other)}")
        made += count
    return "\n".join(rows) + "\n"


def _leaf(rng: random.Random) -> str:
    return rng.choice(("input", "parameter"))


def local_lines(lines: int) -> str:
    """The same with one operator in every line: as many nodes in lines as in operators."""
    return local_network(lines, (("tanh({})", 1), ("{}*{}", 1), ("-{}", 1)))


def chain(lines: int) -> str:
    """Every line depends on the one before."""
    return "n0 = input(0.5)\n" + "".join(f"n{i + 1} = tanh(n{i})\n" for i in range(lines))


def star(leaves: int) -> str:
    """One line with thousands of operands."""
    rows = [f"x{i} = parameter(0.{i})" for i in range(leaves)]
    return "\n".join([*rows, "L = " + " + ".join(f"x{i}" for i in range(leaves))]) + "\n"


def tensor(numbers: int) -> str:
    """A large matrix."""
    row = "[" + ", ".join(["0.125"] * 1000) + "]"
    return "W = parameter([" + ",\n".join([row] * (numbers // 1000)) + "])\nL = sum(W*W)\n"


def groups(count: int) -> str:
    """As many boxes as lines."""
    rows = [f'with group("g{i}"):\n    h{i} = tanh(x)*0.5' for i in range(count)]
    return "x = parameter(0.5)\n" + "\n".join(rows) + f"\nL = h0 + h{count - 1}\n"


def nested_defs(depth: int) -> str:
    """Functions that double each other: as many operators as are allowed."""
    rows = ["def f0(u): return u*u"]
    rows += [f"def f{i}(u): return f{i - 1}(u) + f{i - 1}(u)" for i in range(1, depth)]
    return "\n".join([*rows, "x = input(1)", f"L = f{depth - 1}(x)"]) + "\n"


def broken(lines: int, mistakes: int) -> str:
    """A network of which some lines are half typed."""
    rows = network(lines).splitlines()
    for i in range(mistakes):
        rows[(i + 1) * lines // (mistakes + 1)] += " + * ("
    return "\n".join(rows)[:100_000] + "\n"


def document(tensors: int, numbers: int) -> str:
    """A JSON document of tensors, without a text."""
    rng = random.Random(2)
    nodes: list[dict[str, object]] = []
    for i in range(tensors):
        value = [rng.uniform(-1, 1) for _ in range(numbers)]
        nodes.append({"id": f"w{i}", "op": "parameter", "attrs": {"value": value}})
        before = nodes[-2]["id"] if i else f"w{i}"
        nodes.append({"id": f"s{i}", "op": "add", "inputs": [f"w{i}", before]})
    nodes.append({"id": "L", "op": "sum", "inputs": [nodes[-1]["id"]]})
    return json.dumps({"format": 1, "title": "Tensors", "output": "L", "nodes": nodes})


def small_nodes(count: int) -> str:
    """A JSON document of many small nodes, without a text."""
    nodes: list[dict[str, object]] = [{"id": "n0", "op": "input", "attrs": {"value": 0.5}}]
    for i in range(1, count):
        nodes.append({"id": f"n{i}", "op": "tanh", "inputs": [f"n{i - 1}"]})
    return json.dumps({"format": 1, "output": f"n{count - 1}", "nodes": nodes})


INPUTS: dict[str, Callable[[], str]] = {
    "2,000 lines": lambda: network(2000),
    "5,000 lines": lambda: network(5000),
    "10,000 lines": lambda: network(10_000),
    "50,000 lines": lambda: network(50_000),
    "a chain of 3,000": lambda: chain(3000),
    "5,000 operands": lambda: star(5000),
    "500,000 numbers": lambda: tensor(500_000),
    "1,000 groups": lambda: groups(1000),
    "10,000 groups": lambda: groups(10_000),
    "nested defs": lambda: nested_defs(13),
    "20 mistakes, 100 kB": lambda: broken(5000, 20),
    "one line, 200 kB": lambda: "x = " + "a+" * 100_000 + "1\n",
    "one line, 450 kB": lambda: "x = input(1)\n# " + "word " * 90_000,
    "one line, 900 kB": lambda: "x = input(1)\n# " + "word " * 180_000,
    "one line, 2 MB": lambda: "x = input(1)\n# " + "x" * 1_990_000,
    "a title of 1 MB": lambda: "# " + "title " * 170_000 + "\nx = input(1)\n",
    "100,000 comments": lambda: "# a line of text\n" * 100_000 + "x = input(1)\n",
    "1,000,000 empty lines": lambda: "x = input(1)\n" + "\n" * 1_000_000,
    "150,000 lines, 4 MB": lambda: network(150_000),
    "100,000 nodes in JSON": lambda: small_nodes(100_000),
    "JSON, 10 MB": lambda: document(10, 50_000),
    "JSON, 60 MB": lambda: document(60, 50_000),
}
