"""New values of a name: ``c += 1`` and ``c = c + 1`` give c a new version, c′.

Only a line that uses the old value does so. From there on the name means its newest version; a
version can be named too. In a node's id the prime is a letter, as Python's names must have it.
"""

import ast
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from graphviz_app.core.graph import PRIME


class Given(NamedTuple):
    """What a statement gives one name."""

    name: ast.Name
    value: ast.expr


def next_version(id_: str, taken: Container[str]) -> str:
    """c → c′ → c″, the first that is free."""
    while id_ in taken:
        id_ += PRIME
    return id_


def newest_of(name: str, newest: Mapping[str, str]) -> str:
    """What ``c`` or ``c.add1`` means where these versions are the newest."""
    head, dot, rest = name.partition(".")
    return f"{newest.get(head, head)}{dot}{rest}"


def used_in(value: ast.AST) -> set[str]:
    """The names whose values an expression uses."""
    called = {id(node.func) for node in ast.walk(value) if isinstance(node, ast.Call)}
    names = (node for node in ast.walk(value) if isinstance(node, ast.Name))
    return {name.id for name in names if id(name) not in called}


def uses(value: ast.AST, id_: str, newest: Mapping[str, str]) -> bool:
    """Whether an expression uses this node, by whatever name."""
    return any(newest.get(name, name) == id_ for name in used_in(value))


def as_assignment(node: ast.AugAssign) -> ast.expr:
    """What ``c += e`` gives c: ``c + e``."""
    assert isinstance(node.target, ast.Name)
    old = ast.copy_location(ast.Name(node.target.id), node.target)
    return ast.copy_location(ast.BinOp(old, node.op, node.value), node)


def targets_of(node: ast.expr) -> Sequence[ast.Name] | None:
    """The names left of ``=``, if there is nothing else; None if there is."""
    targets: Iterable[ast.expr] = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    names = [target for target in targets if isinstance(target, ast.Name)]
    return names if len(names) == len([*targets]) and names else None


def parts_of(names: Sequence[ast.Name], value: ast.expr) -> Sequence[Given] | None:
    """``a, b = u, v`` as two lines; None if the right side is not written in as many parts."""
    if not isinstance(value, ast.Tuple | ast.List) or len(value.elts) != len(names):
        return None
    return [Given(*pair) for pair in zip(names, value.elts, strict=True)]


def pair_name(ids: Sequence[str], taken: Container[str]) -> str:
    """What the right side of ``h, c = f(x)`` is called: h_c."""
    return next_version("_".join(ids), taken)
