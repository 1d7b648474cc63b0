"""What a claim is about: ``grad(w)``, ``d(a, z)``, ``h[1]``, ``w.grad``, ``dL/dw``."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.graph import ClaimKind
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_WHOLE

FORM = "a claim is written name == 0.5, grad(w) == 0.5, after(w) == 0.5 or d(a, z) == 0.5"
EDGE = "edge"
"""Third in ``d(a, z, edge)``: the local derivative, other paths left out."""
_COUNT = {"grad": 1, "after": 1, "d": 2}


class Subject(NamedTuple):
    """A node, or one element of it, and where its name is written."""

    id: str
    name: ast.expr
    element: tuple[int, ...] = ()


def about(node: ast.expr, script: Script) -> tuple[ClaimKind, Sequence[Subject]]:
    """What stands left of ``==``; raises ParseError if no claim can be about it."""
    match node:
        case ast.Call(func=ast.Name(id="grad" | "after" | "d" as word), args=names, keywords=[]):
            subjects = names[:-1] if is_of_edge(node) else names
            _check_count(word, subjects, node, script)
            kind: ClaimKind = word
            return kind, [_named(name, script) for name in subjects]
        case ast.BinOp(op=ast.Div()) if _of_differentials(node.left, node.right):
            parts = _named(node.left, script), _named(node.right, script)
            return "d", [part._replace(id=_without_d(part.id)) for part in parts]
        case ast.Attribute(value=ast.Name(id=name), attr="grad"):
            return "grad", [Subject(name, node.value)]
    if _bare(node) is not None:
        return "value", [_named(node, script)]
    written = script.excerpt(node)
    raise script.at(node, f"{FORM}; found '{written}', which is not a name")


def is_of_edge(node: ast.expr) -> bool:
    """Whether this is ``d(a, z, edge)``."""
    match node:
        case ast.Call(func=ast.Name(id="d"), args=[_, _, ast.Name(id=word)], keywords=[]):
            return word == EDGE
    return False


def subjects_in(node: ast.expr) -> Sequence[Subject]:
    """The same of what is known to be a claim, without a look at its elements."""
    match node:
        case ast.Call(args=names):
            names = names[:-1] if is_of_edge(node) else names
            bare = [_bare(name) for name in names]
            return [subject for subject in bare if subject is not None]
        case ast.BinOp():
            return _of_differentials(node.left, node.right)
        case ast.Attribute(value=ast.Name(id=name), attr="grad"):
            return [Subject(name, node.value)]
    bare_one = _bare(node)
    return [] if bare_one is None else [bare_one]


def dotted_name(node: ast.expr) -> str | None:
    """``z`` or ``z.mul1`` as the id of a node; None for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 8:
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def _of_differentials(above: ast.expr, below: ast.expr) -> list[Subject]:
    """``dL/dw``: the derivative of L by w; empty if this is a quotient of other names."""
    parts = [part for part in (_bare(above), _bare(below)) if part and _without_d(part.id)]
    return [part._replace(id=_without_d(part.id)) for part in parts] if len(parts) == 2 else []


def _without_d(name: str) -> str:
    return name[1:].removeprefix("_") if name[0] == "d" and name != "d_" else ""


def _check_count(word: str, names: Sequence[ast.expr], node: ast.Call, script: Script) -> None:
    if len(names) != _COUNT[word]:
        form = "d(a, z), the derivative of a by z" if word == "d" else f"{word}(w)"
        count = "two names" if word == "d" else "one name"
        raise script.at(node, f"{word} takes {count}, found {len(names)}: write {form}")


def _bare(node: ast.expr) -> Subject | None:
    """The name, whatever element of it is meant."""
    depth = 0
    while isinstance(node, ast.Subscript) and depth < MAX_DIMENSIONS:
        node, depth = node.value, depth + 1
    id_ = dotted_name(node)
    return None if id_ is None else Subject(id_, node)


def _named(node: ast.expr, script: Script) -> Subject:
    subject = _bare(node)
    if subject is None:
        written = script.excerpt(node)
        raise script.at(node, f"a claim is about named values, found '{written}'")
    indices: list[int] = []
    while isinstance(node, ast.Subscript):
        indices[:0] = _indices(node.slice, script)
        node = node.value
    if len(indices) > MAX_DIMENSIONS:
        raise script.at(node, f"a tensor has at most {MAX_DIMENSIONS} dimensions")
    return subject._replace(element=tuple(indices))


def _indices(node: ast.expr, script: Script) -> list[int]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    found = [index for part in parts if (index := _index(part)) is not None]
    if not parts or len(found) < len(parts):
        written = script.excerpt(node)
        raise script.at(
            node, f"a claim is about one element, as in x[0] or W[1, 0], found '[{written}]'"
        )
    return found


def _index(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=int(index)) if not isinstance(index, bool):
            return index if index <= MAX_WHOLE else None
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(index))):
            return -index if 0 < index <= MAX_WHOLE else None
    return None
