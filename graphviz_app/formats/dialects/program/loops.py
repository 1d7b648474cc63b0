"""Loops of a program: over steps of learning, over parameters, or over a few indices."""

import ast
from collections.abc import Iterator, Sequence

import numpy as np

from graphviz_app.core.op import Array
from graphviz_app.formats.dialects.program.arrays import typed
from graphviz_app.formats.dialects.program.entries import Entry
from graphviz_app.formats.dialects.program.learning.survey import held_in
from graphviz_app.formats.dialects.program.refusals import LOOP
from graphviz_app.formats.dialects.program.walk import Walk

MOST = 20
"""Turns of a loop that are written out."""
LINES = 500
"""Lines that all loops write out."""


def take_loop(walk: Walk, node: ast.For | ast.While, depth: int) -> None:
    """Say what a loop does; raises ParseError."""
    if isinstance(node, ast.For) and (rate := _rate_of_steps(walk, node)) is not None:
        walk.learning.step(node, walk.source.lines[node.lineno - 1].strip(), rate or None)
    elif walk.survey.trains(node) and _goes_over_steps(node):
        found = walk.source.lines[node.lineno - 1].strip()
        walk.learning.turns(node, found, _steps(walk, node), {*_stepped(node.body)})
        walk.inline(node, node.body, depth, f"{_turns(walk, node)}: its lines stand here once")
    elif isinstance(node, ast.For) and walk.survey.trains(node) and (first := _first(walk, node)):
        _take_first(walk, node, first, depth)
    elif isinstance(node, ast.For) and (turns := _indices(walk, node)):
        _write_out(walk, node, turns, depth)
    else:
        raise walk.source.error(node, LOOP)


def _rate_of_steps(walk: Walk, node: ast.For) -> float | None:
    """The rate of ``for p in parameters: p.data -= 0.1*p.grad``, 0 if unknown; else None."""
    if not isinstance(node.target, ast.Name):
        return None
    name, rate = node.target.id, 0.0
    for line in node.body:
        match line:
            case ast.AugAssign(target=target, value=value) if held_in(target) == name:
                rate = walk.survey.rate_in(value, name) or rate
            case ast.Assign(targets=[target], value=ast.BinOp(right=value)) if (
                held_in(target) == name
            ):
                rate = walk.survey.rate_in(value, name) or rate
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=of), attr="grad")]) if (
                of == name
            ):
                pass
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="zero_"))):
                pass
            case _:
                return None
    return rate


def _goes_over_steps(node: ast.For | ast.While) -> bool:
    """Whether a loop only counts: its data is the same in every turn."""
    match node:
        case ast.While():
            return True
        case ast.For(iter=ast.Call(func=func)):
            return ast.unparse(func).rpartition(".")[2] in ("range", "xrange", "trange", "tqdm")
    return False


def _steps(walk: Walk, node: ast.For | ast.While) -> int | None:
    """How many steps a loop goes over, if each of its turns certainly is one."""
    match node:
        case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=[count])) if any(
            _is_step(walk, line) for line in _lines(node.body)
        ):
            inner = (n for line in node.body for n in ast.walk(line))
            loops = [
                n for n in inner if isinstance(n, ast.For | ast.While) and walk.survey.trains(n)
            ]
            alone = all(
                isinstance(n, ast.For) and _rate_of_steps(walk, n) is not None for n in loops
            )
            return walk.arrays.whole(count) if alone else None
    return None


def _lines(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that every turn comes by."""
    for line in body:
        yield line
        if isinstance(line, ast.With):
            yield from _lines(line.body)


def _stepped(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names of what goes one step on in every turn."""
    for line in _lines(body):
        match line:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="step"))):
                yield name


def _is_step(walk: Walk, line: ast.stmt) -> bool:
    match line:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="step" | "apply_gradients"))):
            return True
        case ast.For():
            return _rate_of_steps(walk, line) is not None
    return walk.survey.update(line) is not None


def _turns(walk: Walk, node: ast.For | ast.While) -> str:
    match node:
        case ast.For(iter=ast.Call(args=[count])) if (n := walk.arrays.whole(count)) is not None:
            return f"a loop over {n:,} steps"
    return "a loop over steps"


def _first(walk: Walk, node: ast.For) -> dict[str, Array]:
    """The first example of a loop through data: its names and numbers; empty if not known."""
    sources: list[ast.expr] = [node.iter]
    if isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "zip":
        sources = node.iter.args
    targets = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
    rows: list[Array] = []
    for source in sources:
        table = walk.arrays.tables.get(source.id) if isinstance(source, ast.Name) else None
        numbers = walk.arrays.value(source) if table is None else table
        if numbers is None or not numbers.ndim or not len(numbers):
            return {}
        rows.append(numbers[0])
    if len(rows) == 1 and len(targets) > 1 and len(rows[0].ravel()) == len(targets):
        rows = list(rows[0])
    named = [target.id for target in targets if isinstance(target, ast.Name)]
    return dict(zip(named, rows, strict=True)) if len(named) == len(targets) == len(rows) else {}


def _take_first(walk: Walk, node: ast.For, first: dict[str, Array], depth: int) -> None:
    walk.leave_out(node, "a loop through data: its first example stands here")
    words = [f"{name} = input({typed(np.asarray(value))})" for name, value in first.items()]
    found = walk.source.lines[node.lineno - 1].strip()
    walk.entries.add(Entry("; ".join(words), node.lineno, found, tuple(first)))
    for name in first:
        walk.values.take(name)
    walk.skip_to(node.lineno + 1)
    walk.block(node.body, depth)


def _indices(walk: Walk, node: ast.For) -> Sequence[int]:
    """The whole numbers that a loop counts through, if they are few."""
    match node:
        case ast.For(
            target=ast.Name(),
            iter=ast.Call(func=ast.Name(id="range"), args=bounds, keywords=[]),
            orelse=[],
        ):
            known = [walk.arrays.whole(bound) for bound in bounds]
            whole = [bound for bound in known if bound is not None]
            fits = 1 <= len(whole) == len(bounds) <= 3 and 0 not in whole[2:]
            if fits and all(abs(bound) <= 10**6 for bound in whole):
                turns = range(*whole)
                return turns if len(turns) <= MOST else ()
    return ()


def _write_out(walk: Walk, node: ast.For, turns: Sequence[int], depth: int) -> None:
    assert isinstance(node.target, ast.Name)
    name = node.target.id
    walk.leave_out(node, f"its lines are written out for each of {len(turns)} turns")
    for turn in turns:
        walk.arrays.known[name] = np.array(float(turn))
        walk.expressions.names[name] = str(turn)
        walk.skip_to(node.body[0].lineno)
        walk.block(node.body, depth)
        if len(walk.entries.entries) > LINES:
            raise walk.source.error(node, LOOP)
