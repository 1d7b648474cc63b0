"""How fast hand solutions are judged: ``python -m tests.benchmarks.bench_check [SHEETS]``.

Milliseconds of processor time for one sheet of 60 claims, the least of a few runs: reading it (no
text is remembered), judging it where all is right, where one sign was lost (whatever is tried to
explain it), and where every claim is wrong and nothing explains it. Then sheets a second of a class
through the command, files and processes and all. The target is 200 a second on two processors.
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from graphviz_app.cli import main
from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.core.step import after
from graphviz_app.formats import parse
from graphviz_app.formats.language.passages.memory import MEMORY

CLAIMS = 60
RUNS = 7
SHEETS = 400


def network(chance: Random) -> str:
    """A 3-3-2 network with sigmoids and half the squared errors."""
    rows = [f"x{i} = input({chance.uniform(0.3, 1.9):.2f})" for i in (1, 2, 3)]
    rows += [f"t{i} = target({chance.choice((0.0, 0.1, 1.0))})" for i in (1, 2)]
    for layer, (units, inputs) in enumerate(((3, "x"), (2, "h")), 1):
        for unit in range(1, units + 1):
            names = [f"w{layer}_{unit}{i}" for i in (1, 2, 3)]
            rows += [f"{w} = parameter({chance.uniform(-0.9, 0.9):.2f})" for w in names]
            rows.append(f"b{layer}_{unit} = parameter({chance.uniform(-0.5, 0.5):.2f})")
            terms = [f"{w}*{inputs}{i}" for i, w in enumerate(names, 1)]
            rows.append(f"z{layer}_{unit} = {' + '.join(terms)} + b{layer}_{unit}")
            rows.append(f"{'h' if layer == 1 else 'y'}{unit} = sigmoid(z{layer}_{unit})")
    rows.append("L = 0.5*(t1 - y1)**2 + 0.5*(t2 - y2)**2")
    return "\n".join([*rows, "learning_rate(0.5)", "output(L)", ""])


def solved(text: str) -> list[tuple[str, float]]:
    """Claims in the order of a hand solution, as many as are wanted."""
    trace = run(parse(text))
    moved = after(trace)
    assert moved is not None
    named = [id_ for id_ in trace.values if "." not in id_]
    lines = [id_ for id_ in named if trace.graph.nodes[id_].op not in ("input", "target")]
    weights = [id_ for id_ in lines if trace.graph.nodes[id_].op == "parameter"]
    claims = [(id_, float(trace.value(id_))) for id_ in lines if id_ not in weights]
    claims += [(f"grad({id_})", float(trace.gradient(id_))) for id_ in reversed(lines)]
    claims += [(f"after({id_})", float(moved.value(id_))) for id_ in weights]
    return claims[:CLAIMS]


def sheet(seed: int, wrong: Callable[[int, float], float] = lambda _, number: number) -> str:
    """A text with claims, of which some are made wrong."""
    text = network(Random(seed))
    claims = enumerate(solved(text))
    return text + "\n".join(f"{name} == {wrong(i, x):.4f}" for i, (name, x) in claims) + "\n"


def sign_lost(at: int) -> Callable[[int, float], float]:
    """One claim with the opposite sign."""
    return lambda i, number: -number if i == at else number


def least(step: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        step()
        took.append(time.process_time() - start)
    return 1000 * min(took)


def of_one() -> None:
    """One sheet in its stages."""
    texts = {
        "all right": sheet(1),
        "a sign lost": sheet(1, sign_lost(15)),
        "all wrong": sheet(1, lambda _, number: 7.77 * number + 0.333),
    }

    def read() -> None:
        MEMORY.forget()
        parse(texts["all right"])

    print(f"{'read':<14}{least(read):8.2f} ms")
    for name, text in texts.items():
        print(f"{name:<14}{least(partial(check, run(parse(text)))):8.2f} ms")


def of_a_class(count: int) -> None:
    """Many files through the command."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{i:04}.cg" for i in range(count)]
        for i, file in enumerate(files):
            wrong = sign_lost(Random(i).randrange(CLAIMS)) if i % 4 else sign_lost(-1)
            file.write_text(sheet(i % 40, wrong), encoding="utf-8")
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            main(["check", *map(str, files)])
        took = time.perf_counter() - start
    print(f"{count} sheets of {CLAIMS} claims: {count / took:.0f} a second")


if __name__ == "__main__":
    of_one()
    of_a_class(int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS)
