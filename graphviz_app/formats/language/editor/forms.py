"""How operators are typed, as a pattern to read."""

from string import Template

from graphviz_app.core.op import Op
from graphviz_app.formats.language.called.calls import typed_form

_LETTERS = {"a": "u", "b": "v"}


def listed_form(op: Op) -> str:
    """What a person types: ``u + v``, ``sigmoid(u)``, ``parameter(1.5)``, ``sum(u, axis=0)``."""
    if op.is_leaf:
        return f"{op.name}(1.5)"
    if op.python == "$a":
        return "y = u"
    if op.variadic and op.python:
        return Template(op.python_of(2)).substitute(dict(zip(op.letters(2), "uv", strict=True)))
    form = typed_form(op, [_LETTERS.get(letter, letter) for letter in op.operands])
    if op.python:
        return form
    options = "".join(f", {name}={_shown(default)}" for name, default in op.attrs.items())
    return f"{form[:-1]}{options})"


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return str(list(default))
    return "0" if default is None else repr(default)
