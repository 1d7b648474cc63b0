"""PyTorch's own gradients of a graph: a script of this program, in a Python of its own.

Nothing of a file is executed: the script is written from the operator table, names in it are
variables of our own choosing or quoted, and before it is handed over it is looked through for
anything but calculations.
"""

import ast
import atexit
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec

from graphviz_app.arrays import np
from graphviz_app.core.backward import backward_pass
from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.oplib import is_leaf
from graphviz_app.errors import EvaluationError
from graphviz_app.formats.code.scripts import autograd_script

TIME_LIMIT = 60.0
"""Seconds, of which starting PyTorch takes up to ten."""
_LOOK = 0.1
_IMPORTS = ("torch", "math", "json", "typing", "numpy")
_REFUSED = (
    *("eval", "exec", "compile", "open", "input", "getattr", "setattr", "globals", "locals"),
    *("vars", "delattr", "breakpoint", "exit", "quit", "help"),
)


def has_torch() -> bool:
    """Whether PyTorch is installed; it is not loaded."""
    return find_spec("torch") is not None


def autograd_gradients(
    graph: Graph, given_up: Callable[[], bool] = lambda: False, limit: float = TIME_LIMIT
) -> Mapping[str, Value]:
    """The gradients of named leaves by PyTorch's autograd, zero where nothing comes back.

    Takes seconds. Raises EvaluationError if PyTorch is not there, fails, takes longer than the
    limit or is given up, GraphError if there is no code for an operator.
    """
    if not has_torch():
        raise EvaluationError("PyTorch is not installed")
    script = autograd_script(backward_pass(graph))
    if not is_calculation(script):
        raise EvaluationError("PyTorch was not asked: the script for it does more than calculate")
    told = json.loads(_output_of(script, given_up, limit).splitlines()[-1])
    leaves = {id_ for id_, node in graph.nodes.items() if is_leaf(node)}
    return {id_: _value(rows) for id_, rows in told.items() if id_ in leaves}


def is_calculation(script: str) -> bool:
    """Whether a script imports nothing but what it calculates with, and touches nothing else."""
    for node in ast.walk(ast.parse(script)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            first = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names = first or [alias.name for alias in node.names]
            if any(name.partition(".")[0] not in _IMPORTS for name in names):
                return False
        if isinstance(node, ast.Name) and (node.id in _REFUSED or node.id.startswith("__")):
            return False
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            return False
    return True


def _output_of(script: str, given_up: Callable[[], bool], limit: float) -> str:
    process = subprocess.Popen(
        [sys.executable, "-I", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    atexit.register(process.kill)
    try:
        return _answer(process, script, given_up, limit)
    finally:
        atexit.unregister(process.kill)


def _answer(
    process: "subprocess.Popen[str]", script: str, given_up: Callable[[], bool], limit: float
) -> str:
    end = time.monotonic() + limit
    text: str | None = script
    while True:
        with suppress(subprocess.TimeoutExpired):
            output, trouble = process.communicate(text, timeout=_LOOK)
            break
        text = None
        if given_up() or time.monotonic() > end:
            process.kill()
            process.communicate()
            raise EvaluationError(f"PyTorch did not answer within {limit:g} s")
    if process.returncode or not output.strip():
        reason = trouble.strip().splitlines()[-1:] or ["no answer"]
        raise EvaluationError(f"PyTorch could not compute it: {reason[0][:200]}")
    return output


def _value(rows: object) -> Value:
    return float(rows) if isinstance(rows, int | float) else np.array(rows, dtype=np.float64)
