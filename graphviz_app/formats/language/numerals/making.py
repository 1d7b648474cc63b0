"""Values as other programs make them: ``np.array([1, 2])``, ``Value(2.0)``, ``torch.zeros(3)``."""

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graphviz_app.core.graph import Attr
from graphviz_app.formats.language.called.callee import Callee, callee_of
from graphviz_app.formats.language.numerals.literal import (
    Tensor,
    computed,
    is_mixed,
    list_hint,
    tensor,
)
from graphviz_app.formats.language.words.dialects import (
    BARE_MAKERS,
    LEARNT,
    MAKERS,
    NO_MATTER,
    PREFIXES,
)
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_ELEMENTS

_FILLED = {"zeros": 0.0, "ones": 1.0}


class Making(NamedTuple):
    """Where the value is written, and what it is; None if it is no number but an expression."""

    written: ast.expr
    value: Attr
    leaf: str = "input"


def is_making(called: Callee) -> bool:
    """Whether a call only makes a number or a list a value."""
    if called.prefix == ".":
        return False
    if not called.prefix:
        return called.word in BARE_MAKERS
    return called.word in MAKERS or called.word in _FILLED


def made(called: Callee, node: ast.Call, script: Script) -> Making:
    """What a call makes; raises ParseError if that is not one value."""
    learnt = called.word in LEARNT or called.dotted in LEARNT
    for keyword in node.keywords:
        if keyword.arg == "requires_grad":
            learnt |= isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        elif keyword.arg not in {*NO_MATTER, "data", "shape"}:
            raise script.at(keyword.value, f"{called.word} does not take {keyword.arg}= here")
    leaf = "parameter" if learnt else "input"
    if called.word in _FILLED:
        return Making(node, _filled(called, node, script), leaf)
    given = [*called.operands, *(k.value for k in node.keywords if k.arg == "data")]
    if len(given) != 1:
        example = f"{called.dotted}(1.5) or {called.dotted}([1, 2])"
        raise script.at(node, f"{called.word} takes one value: write {example}")
    return _inner(given[0], leaf, script)


def _inner(node: ast.expr, leaf: str, script: Script) -> Making:
    """Of ``nn.Parameter(torch.tensor(1.0))`` the number."""
    if isinstance(node, ast.Call):
        called = callee_of(node, lambda name: name not in {p.partition(".")[0] for p in PREFIXES})
        if called is not None and is_making(called):
            inside = made(called, node, script)
            return inside if leaf == "input" else inside._replace(leaf=leaf)
        return Making(node, None)
    rows = _as_list(node)
    if isinstance(rows, ast.List) and is_mixed(rows, script):
        return Making(rows, None)
    value = tensor(rows, script)
    if value is None and isinstance(rows, ast.Constant | ast.Set | ast.Dict):
        raise script.at(node, f"a value is a number or a list of numbers{list_hint(node, script)}")
    return Making(rows, value, leaf)


def _as_list(node: ast.expr) -> ast.expr:
    """Rows in round brackets as lists."""
    if not isinstance(node, ast.Tuple | ast.List) or not _has_tuple(node):
        return node
    return ast.copy_location(ast.List([_as_list(item) for item in node.elts]), node)


def _has_tuple(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return True
    return isinstance(node, ast.List) and any(map(_has_tuple, node.elts))


def _filled(called: Callee, node: ast.Call, script: Script) -> Tensor:
    """``zeros((2, 3))`` or ``zeros(2, 3)``: so many of the same number."""
    given: Sequence[ast.expr] = [
        *called.operands,
        *(k.value for k in node.keywords if k.arg == "shape"),
    ]
    if len(given) == 1 and isinstance(given[0], ast.Tuple | ast.List):
        given = given[0].elts
    sizes = [computed(size, script) for size in given]
    value: Tensor = _FILLED[called.word]
    count = 1.0
    for size in reversed(sizes):
        count *= size or 0.0
        if not size or not size.is_integer() or not 0 < count <= MAX_ELEMENTS:
            raise script.at(node, f"{called.word} takes whole numbers: {called.word}(2, 3)")
        value = (value,) * int(size)
    if len(sizes) > MAX_DIMENSIONS:
        raise script.at(node, f"a tensor has at most {MAX_DIMENSIONS} dimensions")
    return value
