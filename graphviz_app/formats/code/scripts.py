"""Forward and backward pass as a script that runs by itself."""

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphviz_app.arrays import np
from graphviz_app.core.autodiff import run
from graphviz_app.core.backward import BackwardPass
from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import is_name
from graphviz_app.core.operators.expanding import with_expanded
from graphviz_app.core.oplib import OPS, is_leaf
from graphviz_app.formats.code.functions import Functions
from graphviz_app.formats.code.library import NUMPY, TORCH, Library, has_code
from graphviz_app.formats.code.lines import Assignment, Lines
from graphviz_app.formats.code.variables import Variables
from graphviz_app.formats.phrases import one_line

RESERVED = (
    "np",
    "math",
    "json",
    "NamedTuple",
    "torch",
    "gradients",
    "name",
    "gradient",
    "pairs",
    "line",
    "largest",
    "by_autograd",
)
"""What the script itself calls something."""


_KEPT = ("    if line.requires_grad:", "        line.retain_grad()")


class _Passes(NamedTuple):
    """What a script is made of: assignments, and the variables of each pair (line, gradient)."""

    functions: Sequence[str]
    leaves: Sequence[Assignment]
    forward: Sequence[Assignment]
    backward: Sequence[Assignment]
    pairs: Mapping[str, tuple[str, str]]
    output: str
    """What is differentiated, as a number."""
    kinks: Sequence[str]
    """Lines in which a derivative jumps just there."""


def numpy_script(passes: BackwardPass) -> str:
    """Only NumPy is needed; ``gradients`` has each gradient by the name of its line."""
    made = _passes(passes, NUMPY)
    listed = [f"    {_quoted(name)}: {gradient}," for name, (_, gradient) in made.pairs.items()]
    end = [
        *("gradients = {", *listed, "}"),
        "for name, gradient in gradients.items():",
        f'    print({_d(passes)} + name, "=", gradient)',
    ]
    blocks = [
        *("# Given", *_sources(made.leaves)),
        *("", "# Forward", *_sources(made.forward)),
        *("", "# Backward", *_sources(made.backward)),
        *("", *end),
    ]
    return _text(passes, "import numpy as np", made, blocks)


def torch_script(passes: BackwardPass) -> str:
    """Autograd and the lines of the backward pass, compared with each other."""
    made = _passes(passes, TORCH)
    leaves = [f"{_with_gradient(one.source)}" for one in made.leaves]
    inner = [line for line, _ in made.pairs.values() if line not in _names(made.leaves)]
    pairs = [f"    {_quoted(name)}: ({line}, {g})," for name, (line, g) in made.pairs.items()]
    blocks = [
        *("# Given", *leaves),
        *("", "# Forward", *map(_of_its_own, _sources(made.forward))),
        *("", "# Backward by autograd"),
        *([f"for line in [{', '.join(inner)}]:", *_KEPT] if inner else []),
        f"{made.output}.backward()",
        *("", "# Backward by hand", *_sources(made.backward)),
        *("", "pairs = {", *pairs, "}"),
        *("gradients = {}", "largest = 0.0"),
        "for name, (line, gradient) in pairs.items():",
        "    gradients[name] = gradient.detach()",
        "    if not line.requires_grad:",
        "        continue  # nothing flows through what only steers",
        "    by_autograd = torch.zeros_like(line) if line.grad is None else line.grad",
        "    largest = max(largest, (by_autograd - gradient).abs().max().item())",
        f'    print({_d(passes)} + name, "by autograd", by_autograd.tolist())',
        f'    print({_d(passes)} + name, "by hand    ", gradient.tolist())',
        _compared(made.kinks),
        'print("largest difference:", largest)',
    ]
    head = "import torch\n\ntorch.set_default_dtype(torch.float64)"
    return _text(passes, head, made, blocks)


def autograd_script(passes: BackwardPass) -> str:
    """Only the forward pass and autograd; prints the gradients of all lines as JSON."""
    made = _passes(passes, TORCH)
    inner = [line for line, _ in made.pairs.values() if line not in _names(made.leaves)]
    told = [
        f"    {_quoted(name)}: ({line} * 0 if {line}.grad is None else {line}.grad).tolist(),"
        for name, (line, _) in made.pairs.items()
    ]
    blocks = [
        *(_with_gradient(one.source) for one in made.leaves),
        *map(_of_its_own, _sources(made.forward)),
        *([f"for line in [{', '.join(inner)}]:", *_KEPT] if inner else []),
        f"{made.output}.backward()",
        *("gradients = {", *told, "}"),
        "print(json.dumps(gradients))",
    ]
    head = "import json\nimport torch\n\ntorch.set_default_dtype(torch.float64)"
    return _text(passes, head, made, blocks)


def _passes(passes: BackwardPass, library: Library) -> _Passes:
    graph = _written_out(passes.graph, library)
    variables = Variables(RESERVED)
    for id_ in filter(is_name, graph.nodes):
        variables.of(id_)  # before functions are called so
    trace = run(replace(graph, output=None, source=""))
    values = trace.values
    output = str(graph.output)
    functions = Functions(library, variables, all(not np.ndim(x) for x in values.values()))
    beyond = not all(np.isfinite(x).all() for x in values.values())
    written = list(Lines(graph, library, variables, functions, beyond=beyond).written())
    gradients = set(passes.gradients.values())
    first = min(i for i, one in enumerate(written) if one.node in gradients)
    before, after = written[:first], written[first:]
    return _Passes(
        [ast.unparse(ast.fix_missing_locations(f)) for f in functions.written],
        [one for one in before if is_leaf(graph.nodes[one.node])],
        [one for one in before if not is_leaf(graph.nodes[one.node])],
        after,
        {n: (variables.of(n), variables.of(d)) for n, d in passes.gradients.items()},
        variables.of(output) + ("" if isinstance(values[output], float) else ".sum()"),
        [kink.node for kink in trace.kinks],
    )


def _compared(kinks: Sequence[str]) -> str:
    """That both ways agree; at a kink PyTorch may take another derivative than we do."""
    if not kinks:
        return "    assert torch.allclose(by_autograd, gradient, 1e-8, 1e-10, equal_nan=True), name"
    where = ", ".join(dict.fromkeys(kink.partition(".")[0] for kink in kinks))
    return f"    # a derivative jumps at {one_line(where)}: there each may have a rule of its own"


def _written_out(graph: Graph, library: Library) -> Graph:
    """With composite operators opened that the library cannot call."""
    waiting = list(graph.nodes)
    while waiting:
        id_ = waiting.pop()
        op = OPS[graph.nodes[id_].op]
        if op.expansion and not has_code(op, library):
            before = graph.nodes.keys()
            graph = with_expanded(graph, id_)
            waiting += [id_, *(graph.nodes.keys() - before)]
    return graph


def _sources(lines: Sequence[Assignment]) -> list[str]:
    return [one.source for one in lines]


def _names(lines: Sequence[Assignment]) -> set[str]:
    return {one.source.split(" = ")[0] for one in lines}


def _with_gradient(source: str) -> str:
    assert source.endswith(")")
    return f"{source[:-1]}, requires_grad=True)"


def _of_its_own(source: str) -> str:
    """A mere other name gets a tensor of its own, else autograd takes the two for one."""
    name, _, value = source.partition(" = ")
    return f"{name} = {value}.clone()" if value.isidentifier() else source


def _d(passes: BackwardPass) -> str:
    """What is printed before each name: dL/d"""
    return _quoted(f"d{passes.graph.output}/d")


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _text(passes: BackwardPass, head: str, made: _Passes, blocks: Sequence[str]) -> str:
    title = one_line(passes.graph.title)
    above = f"# {title}\n" if title.isprintable() and title else ""
    imports = [f for f in made.functions if f.startswith(("import ", "from "))]
    functions = "".join(f"\n\n{f}\n" for f in made.functions if f not in imports)
    gap = "\n\n" if functions else "\n"
    top = "\n".join([*imports, head])
    return f"{above}{top}\n{functions}{gap}" + "\n".join(blocks) + "\n"


SCRIPTS: Mapping[str, Callable[[BackwardPass], str]] = {
    "numpy": numpy_script,
    "torch": torch_script,
}
