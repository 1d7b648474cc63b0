"""How long 20,000 nodes are read: ``python -m tests.benchmarks.bench_reading``.

Microseconds of processor time per node, the least of a few runs, beside what Python's own parser
takes for the same text and ``json`` for the same document, those without garbage collector; no
text is remembered. Then milliseconds of a new process until a small text has been read, beside
``import numpy``; the interpreter's own start is taken off. The targets are 10 µs and 60 ms.
"""

import ast
import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from graphviz_app.formats import from_json, parse, to_json
from graphviz_app.formats.language.passages.memory import MEMORY
from tests.benchmarks.large_inputs import chain, local_network, network

NODES = 20_000
RUNS = 7
STARTS = 12
TINY = r'import graphviz_app; graphviz_app.parse("x = input(2)\ny = x**2")'


def sums(lines: int) -> str:
    """One to three operators a line."""
    shapes = ("{a}*{b}", "{a}*{b} + {c}", "{a} - {b}*{c} + {a}", "-{a}")
    rows = [f"n{i} = input(0.{i})" for i in range(4)]
    for i in range(4, lines):
        names = {"a": f"n{i - 1}", "b": f"n{i - 3}", "c": f"n{i - 4}"}
        rows.append(f"n{i} = {shapes[i % 4].format(**names)}")
    return "\n".join(rows) + "\n"


def remarked(lines: int) -> str:
    """Calls and brackets, with remarks and blank lines."""
    rows = ["n0 = parameter(0.5)  # a weight", "n1 = input(-1)"]
    for i in range(2, lines):
        rows.append(f"n{i} = max(tanh(n{i - 1}), n{i - 2}/2)  # of two\n")
    return "\n".join(rows) + "\n"


def defined(lines: int) -> str:
    """Every line calls a function of the text: nothing of it is plain."""
    rows = ["def f(u, v): return u*v + tanh(u)", "n0 = input(0.5)", "n1 = input(0.1)"]
    rows += [f"n{i} = f(n{i - 1}, n{i - 2})" for i in range(2, lines)]
    return "\n".join(rows) + "\n"


TEXTS = {
    "one to three operators": sums(NODES * 4 // 7),
    "random lines": network(NODES * 10 // 17),
    "local lines": local_network(NODES),
    "a chain": chain(NODES),
    "calls and remarks": remarked(NODES // 4),
    "calls of a def": defined(NODES // 3),
}


def least(step: Callable[[], object], collector: bool = True) -> float:
    """Microseconds of the quickest run."""
    took = []
    for _ in range(RUNS):
        MEMORY.forget()
        gc.collect()
        if not collector:
            gc.disable()
        start = time.process_time()
        step()
        took.append(time.process_time() - start)
        gc.enable()
    return 1e6 * min(took)


def readings() -> Iterator[tuple[str, list[float]]]:
    """Per text: ours, Python's parser, a document, one with its text, ``json``; µs per node."""
    for name, text in TEXTS.items():
        graph = parse(text)
        document, with_text = to_json(replace(graph, source="")), to_json(graph)
        assert from_json(with_text).source == text
        took = [
            least(partial(parse, text)),
            least(partial(ast.parse, text), collector=False),
            least(partial(from_json, document)),
            least(partial(from_json, with_text)),
            least(partial(json.loads, document), collector=False),
        ]
        yield name, [each / len(graph.nodes) for each in took]


def start_of(code: str) -> float:
    """Milliseconds of processor time of a new process, the least of a few."""
    environment = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    took = []
    for _ in range(STARTS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * min(took)


_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Would keep what is installed from being compiled once and for all."""


def main() -> None:
    """Two tables."""
    print(
        f"{'µs per node':24}{'text':>7}{'ast':>7}{'':>7}{'JSON':>7}{'+ text':>8}{'json':>7}{'':>7}"
    )
    for name, (text, tree, document, both, loads) in readings():
        print(
            f"{name:24}{text:7.2f}{tree:7.2f}{text / tree:6.1f}×{document:7.2f}{both:8.2f}"
            f"{loads:7.2f}{document / loads:6.1f}×"
        )
    nothing = start_of("pass")
    numpy, ours = (start_of(code) - nothing for code in ("import numpy", TINY))
    print(f"\nimport and parse {ours:.1f} ms, import numpy {numpy:.1f} ms: {ours / numpy:.2f}×")


if __name__ == "__main__":
    main()
