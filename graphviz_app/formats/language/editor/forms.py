"""How operators are typed: as a pattern to read, and as what is put at the caret."""

import re

from graphviz_app.core.op import Op

_LETTERS = {"a": "u", "b": "v", "c": "c"}
_OPERAND = re.compile(r"\$[abc]\b")


def listed_form(op: Op) -> str:
    """What a person types: ``u + v``, ``sigmoid(u)``, ``parameter(1.5)``, ``sum(u, axis=0)``."""
    if op.is_leaf:
        return f"{op.name}(1.5)"
    if op.python == "$a":
        return "y = u"
    if op.python:
        return _OPERAND.sub(lambda found: _LETTERS[found[0][1]], _with_attrs(op))
    operands = ", ".join(_LETTERS[letter] for letter in op.operands)
    options = "".join(f", {name}={_shown(default)}" for name, default in op.attrs.items())
    return f"{op.name}({operands}{options})"


def inserted_form(op: Op) -> str:
    """What is put at the caret: `` + ``, ``**2``, ``sigmoid()``."""
    if op.python == "$a":
        return " = "
    if op.is_leaf or not op.python:
        return f"{op.name}()"
    return _OPERAND.sub("", _with_attrs(op)) if len(op.operands) < 2 else _infix(op)


def _infix(op: Op) -> str:
    """The sign with a blank on either side; a condition keeps its place."""
    words = " ".join(_OPERAND.sub("", op.python).split())
    return f" {words.replace('if else', 'if  else')} "


def _with_attrs(op: Op) -> str:
    return op.python.replace("$exponent", "3")


def _shown(default: object) -> str:
    return "0" if default is None else str(default)
